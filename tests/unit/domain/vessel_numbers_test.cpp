// Numbers a vessel goes by: IMO number, 船舶识别号, MMSI.

#include <gtest/gtest.h>

#include "domain/registers/vessel_numbers.h"

namespace quaywatt::domain {
namespace {

TEST(ImoNumber, TheLastDigitChecksTheOthers) {
  EXPECT_EQ(parse_imo_number("9074729"), 9074729u);
  EXPECT_EQ(parse_imo_number("IMO 9074729"), 9074729u);
  EXPECT_EQ(parse_imo_number(" IMO9074729 "), 9074729u);
  EXPECT_EQ(parse_imo_number("9074728"), std::nullopt);
  EXPECT_EQ(parse_imo_number("9704729"), std::nullopt) << "two digits swapped";
}

TEST(ImoNumber, NothingButSevenDigits) {
  for (const auto* text : {"", "907472", "90747290", "907472A", "９０７４７２９", "0000000", "0572089"}) {
    EXPECT_EQ(parse_imo_number(text), std::nullopt) << text;
  }
}

TEST(VesselIdentity, IsCnAYearAndSevenDigits) {
  EXPECT_EQ(parse_vessel_identity(" cn20131234567 "), "CN20131234567");
  for (const auto* text : {"", "CN2013123456", "CN201312345678", "US20131234567", "CN2013123456X", "CN18991234567",
                           "CN21001234567"}) {
    EXPECT_EQ(parse_vessel_identity(text), std::nullopt) << text;
  }
}

TEST(Mmsi, V1_FactoryDefaultsNameNoVessel) {
  EXPECT_EQ(doubt_of_mmsi(413'123'456), std::nullopt);
  EXPECT_EQ(doubt_of_mmsi(777'777'776), std::nullopt);
  for (const std::uint32_t mmsi : {123'456'789u, 987'654'321u, 0u, 111'111'111u, 777'777'777u}) {
    EXPECT_EQ(doubt_of_mmsi(mmsi), MmsiDoubt::factory_default) << mmsi;
  }
}

TEST(Mmsi, CoastStationsBuoysAndAircraftAreNoVessels) {
  EXPECT_EQ(doubt_of_mmsi(4'131'234), MmsiDoubt::not_a_ship);
  EXPECT_EQ(doubt_of_mmsi(111'224'001), MmsiDoubt::not_a_ship);
  EXPECT_EQ(doubt_of_mmsi(994'131'234), MmsiDoubt::not_a_ship);
  EXPECT_EQ(doubt_of_mmsi(1'000'000'000), MmsiDoubt::not_nine_digits);
}

}  // namespace
}  // namespace quaywatt::domain
