const char fuzzed_reader[] = "digest";
