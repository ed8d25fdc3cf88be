// Package sourcetest is the contract of sources.Source as a test. Start with
// Run: every source's own test calls it.
//
// The package is for tests only. It never writes to what it is given.
package sourcetest
