#pragma once
// Which registers of a Modbus meter hold what: a data file (CSV), so that a new meter is a new file.
//
//   quantity,function_code,address_hex,data_type,unit,scale,ratios,billing,source
//   energy_forward,4,0x0048,float32,kWh,1,,yes,"maker's manual …"
//
// quantity      one of all_quantities() (quantity.h)
// function_code 3 (holding registers) or 4 (input registers)
// address_hex   of the first register as sent on the wire, from 0
// data_type     uint16 int16 uint32 int32 uint64 int64 float32, high word first; with "-swapped" low word first
// unit, scale   figure = register × scale, in that unit; scale is a positive decimal
// ratios        what the meter does not multiply itself: empty, pt, ct or pt*ct
// billing       "yes" at the one register sessions are computed from, else empty
// source        where the address is from, for people
// Lines that are empty or begin with # are passed over.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "berth-agent/meter/quantity.h"
#include "domain/meter/decimal.h"

namespace quaywatt::agent {

enum class RegisterType { uint16, int16, uint32, int32, uint64, int64, float32 };
enum class RegisterRatio { none, pt, ct, pt_ct };

struct MapEntry {
  const Quantity* quantity = nullptr;  ///< one of all_quantities()
  std::uint8_t function = 3;
  std::uint16_t address = 0;
  RegisterType type = RegisterType::uint16;
  bool low_word_first = false;
  std::string unit;
  domain::Decimal scale{1, 0};
  RegisterRatio ratio = RegisterRatio::none;
  bool billing = false;
};

/// Registers a value takes: 1, 2 or 4.
std::uint16_t registers_of(RegisterType type);

struct RegisterMap {
  std::string name;
  std::vector<MapEntry> entries;  ///< by function and address; exactly one is billing
};

/// what() is "file:line: …", Chinese and English.
class MapRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Refuses unknown and missing columns, unknown quantities, types and units, quantities given twice, registers that
/// overlap, and a map without exactly one billing register (energy_forward or energy_total).
RegisterMap parse_register_map(std::string_view text, const std::string& file_name);

/// A built-in map by name ("eastron-sdm630"), or a file by path (what has a slash).
RegisterMap load_register_map(const std::string& name_or_path);

}  // namespace quaywatt::agent
