#include "domain/berth/line_effects.h"

namespace quaywatt::domain {

Effect take(BerthJournal& journal, const Written& written, const Declared& line) {
  if (!entry(journal.stays, line.stay)) return LineRefusal::unknown_reference;
  if (line.to && *line.to < line.from) return LineRefusal::end_before_start;
  Declaration declaration;
  declaration.id = written.position;
  declaration.stay = line.stay;
  declaration.category = line.category;
  declaration.reason_code = line.reason_code;
  declaration.cause = line.cause;
  declaration.from = line.from;
  declaration.to = line.to;
  declaration.statement = line.statement;
  declaration.consent = line.consent;
  declaration.written = written;
  journal.declarations.insert_or_assign(declaration.id, declaration);
  return Touched{.declarations = {declaration.id}};
}

Effect take(BerthJournal& journal, const Written&, const DeclarationEnded& line) {
  Declaration* declaration = entry(journal.declarations, line.declaration);
  if (!declaration) return LineRefusal::unknown_reference;
  if (line.to < declaration->from) return LineRefusal::end_before_start;
  if (declaration->to) return LineRefusal::declaration_over;
  declaration->to = line.to;
  return Touched{.declarations = {line.declaration}};
}

Effect take(BerthJournal& journal, const Written& written, const Confirmed& line) {
  Declaration* declaration = entry(journal.declarations, line.declaration);
  if (!declaration) return LineRefusal::unknown_reference;
  if (same_person(declaration->written.actor, written.actor)) return LineRefusal::confirmed_by_declarer;
  declaration->confirmations.push_back({written.position, line.accepted, written});
  return Touched{.declarations = {line.declaration}};
}

}  // namespace quaywatt::domain
