package synth

import "rigscope/sensor"

// The channels, in rig order.
const (
	supplyVoltage = iota
	motorCurrent
	activePower
	shaftSpeed
	shaftTorque
	flowRate
	dischargePressure
	suctionPressure
	valvePosition
	motorVibration
	pumpVibration
	windingTemp
	bearingTemp
	fluidTemp
	channels // how many
)

// Rig is the rig of every source of this package, but for Options.Rate.
func Rig() sensor.Rig {
	return sensor.Rig{Name: "pump-demo", Rate: 10, Channels: []sensor.Channel{
		{Name: "supply_voltage", Label: "Voltage", Unit: "V", Modality: "electrical", Lo: 360, Hi: 440},
		{Name: "motor_current", Label: "Current", Unit: "A", Modality: "electrical", Lo: 0, Hi: 40},
		{Name: "active_power", Label: "Power", Unit: "kW", Modality: "electrical", Lo: 0, Hi: 20},
		{Name: "shaft_speed", Label: "Speed", Unit: "rpm", Modality: "kinematic", Lo: 0, Hi: 3300},
		{Name: "shaft_torque", Label: "Torque", Unit: "N·m", Modality: "kinematic", Lo: -20, Hi: 80},
		{Name: "flow_rate", Label: "Flow", Unit: "L/min", Modality: "hydraulic", Lo: 0, Hi: 900},
		{Name: "discharge_pressure", Label: "Discharge", Unit: "bar", Modality: "hydraulic", Lo: -1, Hi: 10},
		{Name: "suction_pressure", Label: "Suction", Unit: "bar", Modality: "hydraulic", Lo: -1, Hi: 3},
		{Name: "valve_position", Label: "Valve", Unit: "%", Modality: "hydraulic", Lo: -5, Hi: 105},
		{Name: "motor_vibration", Label: "Motor vib", Unit: "mm/s", Modality: "vibration", Lo: 0, Hi: 20},
		{Name: "pump_vibration", Label: "Pump vib", Unit: "mm/s", Modality: "vibration", Lo: 0, Hi: 20},
		{Name: "winding_temp", Label: "Winding", Unit: "°C", Modality: "thermal", Lo: -20, Hi: 160},
		{Name: "bearing_temp", Label: "Bearing", Unit: "°C", Modality: "thermal", Lo: -20, Hi: 120},
		{Name: "fluid_temp", Label: "Fluid", Unit: "°C", Modality: "thermal", Lo: -5, Hi: 95},
	}}
}
