#pragma once
// The answer to a batch as HTTP. Which verdict has which status stands in schema/wire (http_status_of), because the
// agent reads it too.

#include "schema/wire/batch.h"
#include "server/http/call.h"

namespace quaywatt::server {

HttpAnswer http_answer(const wire::BatchAnswer& answer);

}  // namespace quaywatt::server
