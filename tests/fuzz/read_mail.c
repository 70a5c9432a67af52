const char fuzzed_reader[] = "mail";
