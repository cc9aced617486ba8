package dev.earshot.chat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How replies are streamed and kept. */
@ConfigMapping(prefix = "earshot.chat")
public interface ChatConfig {

    /**
     * How often what was said is written to the run log, for all replies of this replica in one commit. A viewer on another replica is this
     * much behind, and this much of a reply is lost when the replica dies.
     */
    @WithDefault("200ms")
    @DurationMin(millis = 20)
    @DurationMax(seconds = 5)
    Duration logEvery();

    /**
     * How long a replica may be silent before its replies count as interrupted. Shorter ends them sooner, and may end those of a busy replica. After
     * an outage of the database, replicas leave one another as long to come back.
     */
    @WithDefault("5s")
    @DurationMin(millis = 500)
    @DurationMax(minutes = 2)
    Duration lease();

    /** How often the log is read for followed replies whose notice may have been lost. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration poll();

    /** How often a stream carries a comment, so that proxies don't take it for dead: less than their idle time-out. */
    @WithDefault("15s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration heartbeat();

    /** What running replies are given to end when the replica is told to; must be less than the orchestrator's grace period. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration farewell();

    /**
     * The pause between two words of the rules agent, which has its whole answer at once but is easier to read as it grows; zero for none. Every
     * word is a write to every viewer. Prompts that are not streamed are answered without pauses.
     */
    @WithDefault("40ms")
    @DurationMin
    @DurationMax(seconds = 5)
    Duration wordEvery();

    /** A reply that takes longer has failed: a bound on what a model that never ends can cost. */
    @WithDefault("5m")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration longestRun();

    /** A reply that says more characters has failed: the bound on the memory that a run and its viewers share. */
    @WithDefault("40000")
    @Min(1000)
    @Max(1000000)
    int longestReply();

    /**
     * How many replies may be made for one planner at once, in as many conversations; each costs a run, and with a
     * model money. A prompt beyond them is answered 429.
     */
    @WithDefault("10")
    @Min(1)
    @Max(100000)
    int repliesPerPlanner();

    /** How long a reply can be resumed after it began; then its log is deleted and only the message is kept. */
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    @DurationMax(days = 30)
    Duration logKept();

    /** How long a conversation is kept after the last thing said in it. */
    @WithDefault("365d")
    @DurationMin(minutes = 1)
    @DurationMax(days = 3650)
    Duration keepConversations();
}
