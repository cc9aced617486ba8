package dev.earshot.netmera;

import dev.earshot.http.client.PublicUrl;
import dev.earshot.netmera.NetmeraResponse.Source;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Netmera's answers to calls, and their times.
 *
 * <p>An address that gives no valid answer holds all deliveries, because no delivery is to blame. But an odd answer
 * among valid ones, or a single kind of call unknown there, is no reason to hold the others: those are retried.
 */
@Singleton
class NetmeraResponseMetrics {
    /** For this long after Netmera's last valid answer, the address counts as Netmera's. */
    private static final Duration VOUCHED_FOR = Duration.ofMinutes(1);

    private final NetmeraConfig config;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private volatile Instant netmerasLast = Instant.EPOCH;

    NetmeraResponseMetrics(NetmeraConfig config, InstantSource clock, MeterRegistry meters) {
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    /** Makes the call. A failure is a response too. */
    Uni<NetmeraResponse> to(RequestBatch.Kind kind, Uni<Response> call) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(meters);
            return call.map(NetmeraResponse::of)
                    .onFailure()
                    .recoverWithItem(NetmeraResponse::of)
                    .map(answer -> judge(kind, answer))
                    .invoke(answer -> sample.stop(timer(kind, answer)));
        });
    }

    private NetmeraResponse judge(RequestBatch.Kind kind, NetmeraResponse answer) {
        if (answer.source() == Source.NETMERA) {
            netmerasLast = clock.instant();
        }
        return answer.source() == Source.SOMETHING_ELSE
                ? answer.at(PublicUrl.shown(config.url()) + "/" + kind.method(), !isVouchedFor())
                : answer;
    }

    private boolean isVouchedFor() {
        return clock.instant().isBefore(netmerasLast.plus(VOUCHED_FOR));
    }

    private Timer timer(RequestBatch.Kind kind, NetmeraResponse answer) {
        return Timer.builder("earshot.netmera.calls")
                .description("Netmera's response time by class of status")
                .tags("method", kind.method(), "status", answer.statusClass())
                .publishPercentileHistogram()
                .register(meters);
    }
}
