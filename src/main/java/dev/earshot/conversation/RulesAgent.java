package dev.earshot.conversation;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class RulesAgent implements Agent {
    private final ChatConfig config;

    RulesAgent(ChatConfig config) {
        this.config = config;
    }

    @Override
    public Multi<Part> answer(Turn turn) {
        return WordByWord.of("You said: " + turn.prompt(), config.wordEvery()).map(Part.Text::new);
    }
}
