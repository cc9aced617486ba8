package dev.earshot.netmera;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Netmera's answers to calls, and how long it took over them. */
@Singleton
class Answers {
    private final MeterRegistry meters;

    Answers(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Makes the call. What goes wrong is an answer too. */
    Uni<Answer> to(Run.Kind kind, Uni<Void> call) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(meters);
            return call.map(empty -> Answer.OK)
                    .onFailure()
                    .recoverWithItem(Answer::of)
                    .invoke(answer -> sample.stop(timer(kind, answer)));
        });
    }

    private Timer timer(Run.Kind kind, Answer answer) {
        return Timer.builder("earshot.netmera.calls")
                .description("How long Netmera takes to answer, by class of status")
                .tags("method", kind.method(), "status", answer.statusClass())
                .publishPercentileHistogram()
                .register(meters);
    }
}
