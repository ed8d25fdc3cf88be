package main

import (
	"slices"
	"time"

	"rigscope/pipeline"
	"rigscope/sensor"
	"rigscope/sources"
	"rigscope/sources/faults"
	"rigscope/tui"
)

// drills lets the screen break a source and the pipeline know of it. Sizes
// that people count in σ are in units below it. Start belongs to the screen.
type drills struct {
	src    *faults.Driller
	rig    sensor.Rig
	sigma  []float64 // [C] clean standard deviations [unit]; nil without a model
	orders uint64    // so far; seeds the next
}

// newDrills puts itself behind src, which it then owns, for a model.
func newDrills(src sources.Source, m loaded) *drills {
	spec := m.Spec()
	return &drills{src: faults.NewDriller(src, spec.Rig.Window), rig: spec.Rig, sigma: spec.Scaler.Scale}
}

// Kinds are all there are, one that takes a whole modality at the end.
func (d *drills) Kinds() []tui.DrillKind {
	units := map[faults.Measure]tui.SizeUnit{faults.Sigmas: tui.InSigma, faults.Shares: tui.AsShare, faults.Samples: tui.InFrames}
	var out []tui.DrillKind
	for _, k := range faults.Labels() {
		out = append(out, tui.DrillKind{Name: string(k), Unit: units[k.Measure()], Sizes: k.Choices(), Together: k == faults.Incon})
	}
	return out
}

// Start is faults.Driller.Start.
func (d *drills) Start(o tui.DrillOrder) (id int, err error) {
	d.orders++
	order := faults.Order{Kind: faults.Kind(o.Kind), Channels: o.Channels, Lasts: o.Lasts, Seed: 1000 * d.orders}
	if order.Kind.Measure() != faults.Nothing {
		for _, c := range o.Channels {
			order.Size = append(order.Size, o.Size*d.unit(order.Kind, c))
		}
	}
	return d.src.Start(order)
}

// unit is what one of the kind's measure is on channel c.
func (d *drills) unit(k faults.Kind, c int) float64 {
	if k.Measure() != faults.Sigmas || c >= len(d.sigma) {
		return 1
	}
	return d.sigma[c]
}

// Stop is faults.Driller.Stop.
func (d *drills) Stop() bool { return d.src.Stop() }

// Preview is faults.Kind.Preview.
func (d *drills) Preview(o tui.DrillOrder, sigma float64, x []float64, from int) []float64 {
	k, size := faults.Kind(o.Kind), o.Size
	if k.Measure() == faults.Sigmas {
		size *= sigma
	}
	return k.Preview(x, from, max(int(o.Lasts.Seconds()*d.rig.Rate), 1), size)
}

// List is that of the pipeline.
func (d *drills) List() []pipeline.Drill {
	runs := d.src.List()
	out := make([]pipeline.Drill, len(runs))
	for i, r := range runs {
		size := slices.Clone(r.Size)
		for k, c := range r.Channels {
			if k < len(size) {
				size[k] /= d.unit(r.Kind, c)
			}
		}
		out[i] = pipeline.Drill{ID: r.ID, Kind: string(r.Kind), Channels: r.Channels, Size: size,
			From: r.From, To: r.To, Over: r.Over, Cut: string(r.Cut), Epoch: r.Epoch}
	}
	return out
}

// Truth is faults.Driller.Truth.
func (d *drills) Truth(id int, t time.Time) ([]float64, bool) { return d.src.Truth(id, t) }
