package dev.earshot.chat.run;

import dev.earshot.chat.agent.Agent;
import dev.earshot.chat.agent.model.ModelAgent;
import dev.earshot.chat.agent.rules.RulesAgent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Selects the agent by the setting {@code EARSHOT_AGENT}. */
class AgentSelection {

    /** Its values. */
    enum Kind {
        RULES,
        MODEL
    }

    @Produces
    @Singleton
    Agent agent(
            @ConfigProperty(name = "earshot.agent") Kind kind, Instance<RulesAgent> rules, Instance<ModelAgent> model) {
        return kind == Kind.MODEL ? model.get() : rules.get();
    }
}
