package dev.earshot.testing;

import static org.awaitility.Awaitility.await;

import dev.earshot.testing.stub.NetmeraStub;
import java.time.Duration;
import java.util.UUID;

/**
 * Events of another customer that are written now. Once they have arrived, so has all that was written before them and
 * may leave: what is not there is held back.
 */
public final class LaterEvents {
    private LaterEvents() {}

    public static void arrive(NetmeraStub netmera) {
        String customer = "later_" + UUID.randomUUID();
        Visit.of(customer);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !netmera.received(customer).isEmpty());
    }
}
