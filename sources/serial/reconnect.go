package serial

import (
	"fmt"
	"time"

	"rigscope/sources"
)

// open opens the device, the same as before if there was one.
func (r *reader) open() error {
	path, err := r.find()
	if err != nil {
		return err
	}
	port, err := openPath(r.opt, path)
	if err != nil {
		return err
	}
	if r.want.known() && !r.want.alike(port.info) {
		port.Close() // it changed between the look and the opening
		return fmt.Errorf("%s became another device: %s", path, port.info.Identity())
	}
	r.opened(port)
	return nil
}

func (r *reader) opened(p *Port) {
	now := time.Now()
	again := r.want.info.Device != ""
	r.port, r.want, r.told = p, wanted{info: p.info}, ""
	r.base, r.counted = p.Counters()
	r.asked = now
	c := sources.Chunk{Port: r.index, Kind: sources.Opened, Note: p.note()}
	r.feed.event(c, now, func(s *PortState, t time.Time) {
		s.Connected, s.Since, s.Why, s.Info, s.Counted = true, t, "", p.info, r.counted
		if again {
			s.Reconnects++
		}
	})
}

// note names the device, who it is and how it is read.
func (p *Port) note() string {
	who := ""
	if p.info.VID != "" || p.info.Driver != "" {
		who = " (" + p.info.Identity() + ")"
	}
	return p.info.Device + who + ", " + p.opt.String()
}

// find is where the wanted device is now.
func (r *reader) find() (string, error) {
	if !r.want.known() {
		return resolve(r.opt)
	}
	there, err := ports(r.opt.root)
	if err != nil {
		return "", err
	}
	i, err := r.want.pick(there)
	if err == nil {
		return i.Device, nil
	}
	if other, taken := r.want.usurper(there); taken {
		return "", fmt.Errorf("%w; %s is now another device (%s) and is not opened", err, other.Device, other.Identity())
	}
	return "", err
}

// lose closes the port and tells why.
func (r *reader) lose(err error) {
	now := time.Now()
	r.count(now)
	r.release()
	if r.want.known() {
		there, _ := ports(r.opt.root)
		r.want.gone(there)
	}
	r.tell(err.Error(), now)
}

// missing tells why the port is not there, if that is news.
func (r *reader) missing(err error) { r.tell(err.Error(), time.Now()) }

func (r *reader) tell(why string, now time.Time) {
	if why == r.told {
		return
	}
	r.told = why
	c := sources.Chunk{Port: r.index, Kind: sources.Lost, Note: why}
	r.feed.event(c, now, func(s *PortState, t time.Time) {
		if s.Connected || s.Since.IsZero() {
			s.Since = t
		}
		s.Connected, s.Why = false, why
	})
}
