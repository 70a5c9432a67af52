const char fuzzed_reader[] = "jsonl";
