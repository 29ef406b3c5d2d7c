#pragma once
// One-time codes: 80 random bits in letters that are hard to confuse, "7KQM-2XF9-4TZB-0J6R".

#include <string>
#include <string_view>

namespace quaywatt::server {

/// From OpenSSL's generator.
std::string new_enrolment_code();

/// What is kept of a code: the SHA-256 of its letters, whatever case and spacing it was typed in; O is read as 0,
/// I and L as 1. With 80 bits a plain hash cannot be searched.
std::string enrolment_code_hash(std::string_view code);

}  // namespace quaywatt::server
