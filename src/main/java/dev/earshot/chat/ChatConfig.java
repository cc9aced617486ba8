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
     * How often the run log is written, for all replies of this replica in one commit. A viewer on another replica lags
     * by this much, and this much of a reply is lost when the replica dies.
     */
    @WithDefault("200ms")
    @DurationMin(millis = 20)
    @DurationMax(seconds = 5)
    Duration logEvery();

    /**
     * How long a replica may be silent before its replies count as interrupted. A shorter lease ends them sooner, and
     * may end those of a busy replica. After a database outage, replicas give each other this long to return.
     */
    @WithDefault("5s")
    @DurationMin(millis = 500)
    @DurationMax(minutes = 2)
    Duration lease();

    /** How often to read the log of followed replies in case a notification was lost. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration poll();

    /** How often a stream carries a comment, so that proxies keep it open: less than their idle time-out. */
    @WithDefault("15s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration heartbeat();

    /** How long running replies may take to end after SIGTERM. Must be less than the orchestrator's grace period. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration shutdownGrace();

    /**
     * The pause between two words of the rules agent, whose reply is complete at once but easier to read as it grows;
     * zero for none. Every word is a write to every viewer. Replies that are not streamed have no pauses.
     */
    @WithDefault("40ms")
    @DurationMin
    @DurationMax(seconds = 5)
    Duration wordEvery();

    /** A reply that takes longer fails. Bounds the cost of a model that never ends. */
    @WithDefault("5m")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration longestRun();

    /** A reply with more characters fails. Bounds the memory that a run and its viewers share. */
    @WithDefault("40000")
    @Min(1000)
    @Max(1000000)
    int longestReply();

    /**
     * Most concurrent replies for one planner, each in a conversation of its own. Each costs a run, and with a model
     * money. A further prompt gets 429.
     */
    @WithDefault("10")
    @Min(1)
    @Max(100000)
    int repliesPerPlanner();

    /** How long a reply can be resumed after it began. Then its log is deleted and only the message is kept. */
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    @DurationMax(days = 30)
    Duration logKept();

    /** How long a conversation is kept after its last message. */
    @WithDefault("365d")
    @DurationMin(minutes = 1)
    @DurationMax(days = 3650)
    Duration keepConversations();
}
