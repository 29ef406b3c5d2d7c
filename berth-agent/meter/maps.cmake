# Puts the register maps (<folder>/*.csv) into a target, so that the program needs no folder beside it.
# A map added to the folder joins at the next build; a site may also name a map file by path.
function(quaywatt_embed_register_maps target folder)
  file(GLOB maps CONFIGURE_DEPENDS "${folder}/*.csv")
  set(rows "")
  foreach(map IN LISTS maps)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${map}")
    get_filename_component(name "${map}" NAME_WE)
    file(READ "${map}" text)
    string(APPEND rows "    {\"${name}\", R\"csv(${text})csv\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/built_in_maps.cpp" @ONLY CONTENT
"#include \"berth-agent/meter/built_in_maps.h\"

namespace quaywatt::agent {
namespace {

constexpr BuiltInMap kMaps[] = {
@rows@};

}  // namespace

std::span<const BuiltInMap> built_in_maps() { return kMaps; }

}  // namespace quaywatt::agent
")
  target_sources(${target} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/built_in_maps.cpp")
endfunction()
