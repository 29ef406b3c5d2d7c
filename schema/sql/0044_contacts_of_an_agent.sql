-- First contact after a line was written: one range of one agent instead of all batches of the time.
CREATE INDEX IF NOT EXISTS ledger_batches_by_agent_receipt ON ledger_batches (agent, received_at);
