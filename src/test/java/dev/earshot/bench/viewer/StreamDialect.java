package dev.earshot.bench.viewer;

/** What a client of each protocol sends, and how it knows the end of a reply. */
enum StreamDialect {
    OURS("\"done\":true") {
        @Override
        HttpText ask(String conversation) {
            return HttpText.post(path(conversation), "{\"content\":\"" + PROMPT + "\"}");
        }

        @Override
        HttpText follow(String conversation, String reply) {
            return HttpText.get(path(conversation)).with("Last-Event-ID: " + reply + "/0");
        }

        private static String path(String conversation) {
            return "/chat/conversations/" + conversation + "/stream";
        }
    },

    AI_SDK("[DONE]") {
        @Override
        HttpText ask(String conversation) {
            return HttpText.post(
                    "/chat/ui",
                    ("{\"id\":\"%s\",\"trigger\":\"submit-message\",\"messages\":[{\"id\":\"u\",\"role\":\"user\","
                                    + "\"parts\":[{\"type\":\"text\",\"text\":\"%s\"}]}]}")
                            .formatted(conversation, PROMPT));
        }

        @Override
        HttpText follow(String conversation, String reply) {
            return HttpText.get("/chat/ui/" + conversation + "/stream");
        }
    },

    AG_UI("\"RUN_FINISHED\"") {
        @Override
        HttpText ask(String conversation) {
            return run(conversation, "{\"id\":\"u\",\"role\":\"user\",\"content\":\"" + PROMPT + "\"}");
        }

        @Override
        HttpText follow(String conversation, String reply) {
            return run(conversation, "");
        }

        private static HttpText run(String conversation, String messages) {
            return HttpText.post(
                    "/chat/ag-ui",
                    ("{\"threadId\":\"%s\",\"runId\":\"run-1\",\"messages\":[%s],\"tools\":[],\"context\":[],"
                                    + "\"state\":{},\"forwardedProps\":{}}")
                            .formatted(conversation, messages));
        }
    },

    OPENAI("[DONE]") {
        @Override
        HttpText ask(String conversation) {
            return HttpText.post(
                    "/v1/chat/completions",
                    ("{\"model\":\"earshot\",\"stream\":true,\"metadata\":{\"conversation_id\":\"%s\"},"
                                    + "\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}")
                            .formatted(conversation, PROMPT));
        }

        @Override
        HttpText follow(String conversation, String reply) {
            throw new UnsupportedOperationException("OpenAI's protocol has no following");
        }
    };

    static final String PROMPT =
            "Women in California or Oregon who bought hiking gear and love camping, but not students";

    private final String last;

    StreamDialect(String last) {
        this.last = last;
    }

    abstract HttpText ask(String conversation);

    abstract HttpText follow(String conversation, String reply);

    boolean follows() {
        return this != OPENAI;
    }

    boolean isLast(String line) {
        return line.contains(last);
    }
}
