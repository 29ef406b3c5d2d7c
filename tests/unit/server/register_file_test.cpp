// Register files: what is taken, and what is refused with its place.

#include "server/cli/register_file.h"

#include <gtest/gtest.h>

namespace quaywatt::server {
namespace {

const std::string kGood = R"({
  "ports": [{"id": "jiangyin", "name": "江阴港"}],
  "waterways": [{"id": "yangtze", "name": "长江", "waters": "yangtze_jiangsu"}],
  "berths": [{"id": "JY-1", "name": "1号泊位", "port": "jiangyin", "port_area": "石利港区", "waterway": "yangtze",
              "waters": "yangtze_jiangsu", "kind": "port", "cargo": "general", "district": "江阴市"}],
  "supply_points": [{"berth": "JY-1", "id": "P1", "voltage_v": 380, "frequency_hz": 50, "phases": 3, "current_a": 125,
                     "rated_power_w": 40000, "inspected_on": "2020-03-01"}],
  "meters": [{"berth": "JY-1", "id": "M1", "supply_point": "P1", "digits": 6, "resolution_wh": 10}],
  "vessels": [{"identity": "CN20120004711", "name": "苏锡货1098", "mmsi": 413770001, "type": "dry_bulk",
               "navigation": "inland", "gross_tonnage": 1500, "keel_laid_on": "2012-05-01", "flag": "CN",
               "fuel": "diesel", "has_generator": true, "public_service": false,
               "receiving_facility": {"voltage_v": 380, "frequency_hz": 50, "phases": 3, "current_a": 63,
                                      "surveyed_on": "2022-06-01"}}]})";

std::string with(const std::string& from, const std::string& to) {
  std::string text = kGood;
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string place_of_fault(const std::string& text) {
  const auto read = read_register_file(text);
  const auto* fault = std::get_if<InputFault>(&read);
  return fault ? fault->pointer : "none";
}

TEST(RegisterFile, IsReadIntoTypes) {
  const auto read = read_register_file(kGood);
  ASSERT_TRUE(std::holds_alternative<Registers>(read)) << std::get<InputFault>(read).message;
  const auto& registers = std::get<Registers>(read);
  EXPECT_EQ(registers.ports.at(0).name, "江阴港");
  EXPECT_EQ(registers.waterways.at(0).waters, domain::Waters::yangtze_jiangsu);
  EXPECT_EQ(registers.berths.at(0).cargo, domain::CargoClass::general);
  EXPECT_EQ(registers.berths.at(0).district, "江阴市");
  EXPECT_EQ(registers.supply_points.at(0).rated_power, domain::Watts{40'000});
  EXPECT_EQ(registers.supply_points.at(0).supply.parameters.current_a, 125);
  EXPECT_EQ(registers.meters.at(0).ratio, 1);
  const auto& vessel = registers.vessels.at(0);
  EXPECT_EQ(vessel.mmsi, 413'770'001u);
  EXPECT_EQ(vessel.facts.gross_tonnage, domain::GrossTonnage{1'500});
  EXPECT_EQ(vessel.facts.receiving_facility->surveyed_on, domain::parse_date("2022-06-01"));
}

TEST(RegisterFile, KeepsUnknownApartFromNone) {
  const auto read = read_register_file(with("\"receiving_facility\": {\"voltage_v\": 380",
                                            "\"receiving_facility\": {\"voltage_v\": null"));
  const auto& facility = std::get<Registers>(read).vessels.at(0).facts.receiving_facility;
  ASSERT_TRUE(facility);
  EXPECT_EQ(facility->parameters.voltage_v, std::nullopt);
}

TEST(RegisterFile, SaysWhereItIsWrong) {
  EXPECT_EQ(place_of_fault("[]"), "");
  EXPECT_EQ(place_of_fault("{"), "");
  EXPECT_EQ(place_of_fault(with("\"meters\":", "\"metres\":")), "/meters") << "a list left out";
  EXPECT_EQ(place_of_fault(with("\"digits\": 6", "\"digits\": 13")), "/meters/0/digits");
  EXPECT_EQ(place_of_fault(with("\"digits\": 6", "\"digits\": \"6\"")), "/meters/0/digits");
  EXPECT_EQ(place_of_fault(with("\"type\": \"dry_bulk\"", "\"type\": \"junk\"")), "/vessels/0/type");
  EXPECT_EQ(place_of_fault(with("2022-06-01", "2022-06-31")), "/vessels/0/receiving_facility/surveyed_on");
  EXPECT_EQ(place_of_fault(with("\"mmsi\": 413770001", "\"mmsi\": 0")), "/vessels/0/mmsi");
  EXPECT_EQ(place_of_fault(with("\"name\": \"江阴港\"", "\"name\": \"\"")), "/ports/0/name");
  EXPECT_EQ(place_of_fault(with("\"id\": \"jiangyin\", ", "")), "/ports/0/id");
  EXPECT_EQ(place_of_fault(with("江阴港", std::string(201, 'x'))), "/ports/0/name");
}

TEST(RegisterFile, RefusesAMemberNobodyKnowsAndAnIdGivenTwice) {
  EXPECT_EQ(place_of_fault(with("\"district\"", "\"distrct\"")), "/berths/0/distrct");
  EXPECT_EQ(place_of_fault(with("{\"id\": \"jiangyin\", \"name\": \"江阴港\"}",
                                "{\"id\": \"jiangyin\", \"name\": \"a\"}, {\"id\": \"jiangyin\", \"name\": \"b\"}")),
            "/ports/1");
  EXPECT_EQ(place_of_fault(with("\"name\": \"江阴港\"", "\"name\": \"江阴港\", \"name\": \"x\"")), "/ports/0/name");
}

}  // namespace
}  // namespace quaywatt::server
