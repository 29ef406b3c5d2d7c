// One name in its many spellings.

#include "domain/berth/vessel_name.h"

#include <gtest/gtest.h>

namespace quaywatt::domain {
namespace {

TEST(VesselNameKey, V10_IsTheSameForSpacesWidthAndCase) {
  for (const char* name : {"苏锡货1098", "苏锡货 1098", " 苏锡货1098\t", "苏锡货　1098", "苏锡货１０９８", "苏锡货\u00A01098"}) {
    EXPECT_EQ(name_key(name), "苏锡货1098") << name;
  }
  EXPECT_EQ(name_key("Hai Feng ７ａＺ～"), "HAIFENG7AZ~");
}

TEST(VesselNameKey, V10_DoesNotMergeDifferentNames) {
  EXPECT_NE(name_key("苏锡货1098"), name_key("苏锡货1098号"));
  EXPECT_NE(name_key("苏锡货1098"), name_key("苏锡貨1098"));
  EXPECT_EQ(name_key("！"), "!");
  EXPECT_EQ(name_key("￠"), "￠") << "full-width, but no letter or digit";
}

TEST(VesselNameKey, LeavesBrokenBytesAlone) {
  EXPECT_EQ(name_key("\xEF\xBC"), "\xEF\xBC");
  EXPECT_EQ(name_key("\xE3\x80"), "\xE3\x80");
  EXPECT_EQ(name_key(""), "");
}

}  // namespace
}  // namespace quaywatt::domain
