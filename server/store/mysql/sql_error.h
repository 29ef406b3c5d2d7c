#pragma once
// What an error number of MariaDB or MySQL means for whoever asked.

#include <cppconn/exception.h>

#include <string>

namespace quaywatt::server::mysql {

/// The session is gone.
bool means_lost(int code);

/// Throws the class of store_error.h or connection_error.h that fits.
[[noreturn]] void throw_translated(const sql::SQLException& error);

/// Words and number.
std::string described(const sql::SQLException& error);

}  // namespace quaywatt::server::mysql
