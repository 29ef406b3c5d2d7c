#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::agent {

/// Writes the whole ledger into a new folder, with a README whose commands (sh, sha256sum, openssl) verify it. A
/// ledger that does not verify here is not exported: it would be signed anew. Exit status 0, 1 broken, 2 called
/// wrongly.
int run_ledger_export(std::span<const std::string> arguments, std::ostream& out, std::ostream& err);

}  // namespace quaywatt::agent
