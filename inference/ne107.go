package inference

// Status107 is the state of a device in the words of NAMUR NE 107.
type Status107 string

// The four states; a device in none of them is good.
const (
	Failure            Status107 = "F"
	FunctionCheck      Status107 = "C"
	OutOfSpecification Status107 = "S"
	MaintenanceNeeded  Status107 = "M"
)

// Diagnosis is what a kind of fault means to those who look after the device.
type Diagnosis struct {
	Status Status107
	Words  string
}

// SevereFault is the size from which a bias is a failure [standard
// deviations of the clean channel]: severity S3 of method.md §8.
const SevereFault = 3

// Diagnose translates a kind of fault (method.md §8). size is its size in
// clean standard deviations; NaN if unknown. A kind without a name or an
// unknown one is out of specification: the others contradict it, no more.
func Diagnose(kind string, size float64) Diagnosis {
	d, known := diagnoses()[kind]
	if !known {
		return Diagnosis{OutOfSpecification, "contradicts the other sensors"}
	}
	if kind == "bias" && (size >= SevereFault || size <= -SevereFault) {
		d.Status = Failure
	}
	return d
}

func diagnoses() map[string]Diagnosis {
	return map[string]Diagnosis{
		"bias":    {OutOfSpecification, "reads too much or too little by a constant: check zero and mounting"},
		"drift":   {MaintenanceNeeded, "moves away slowly: recalibrate"},
		"gain":    {MaintenanceNeeded, "error grows with the value: check span and supply"},
		"stuck":   {Failure, "stands still: check sensor, cable and gateway"},
		"dropout": {Failure, "values missing or at a fixed level: check cable, plug and supply"},
		"spike":   {MaintenanceNeeded, "single jumps: check contacts and shielding"},
		"noise":   {MaintenanceNeeded, "noisier than it was: check contacts, grounding and fixing"},
		"quant":   {MaintenanceNeeded, "coarser steps than it had: check resolution and converter"},
		"clip":    {OutOfSpecification, "cut off at a limit: check measuring range"},
		"delay":   {FunctionCheck, "late: check clock, buffer and filter"},
		"hum":     {MaintenanceNeeded, "a tone on top: check grounding and shielding"},
		"incon":   {Failure, "the whole group is of another time: check gateway, clock and power"},
	}
}
