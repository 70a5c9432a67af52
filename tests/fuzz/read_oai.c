const char fuzzed_reader[] = "oai";
