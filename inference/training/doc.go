// Package training makes a model from a rig's own clean data. Start with
// Run: it reads frames, cuts them into four parts that share no row, fits
// the ridge virtual sensors and the autoencoders, writes the network as
// ONNX and calibrates that very file through the engine that will run it.
//
// The recipe is docs/method.md; comments cite it by section and step.
// Nothing here asks the clock except through Options.Now, and nothing is
// random except through Options.Seed.
package training
