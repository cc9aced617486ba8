package dev.earshot.signal;

import dev.earshot.customer.CustomerId;
import dev.earshot.matching.SignalSource;
import dev.earshot.taxonomy.SignalTaxonomy;
import dev.earshot.taxonomy.TaxonomyIndex;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Withdraws signals of an earlier profile that the present one contradicts: a customer that moved lives in one place,
 * not in two.
 */
@Singleton
public class ProfileCorrections {
    /** The customer gets another number, so that the bits of the old one are cleared; events move along. */
    private static final String TAKE_BACK = """
            with gone as (
              delete from customer_signal where customer_id = $1 and source = 'profile' and signal_id = any ($2)
                returning signal_id),
            renumbered as (
              update customer_number set customer_id = null, moved_to = $1
              where customer_id = $1 and exists (select from gone))
            insert into signal_change (customer_id, signal_id)
            select customer_id, signal_id from customer_signal
            where customer_id = $1 and exists (select from gone) and signal_id not in (select signal_id from gone)""";

    private final SignalTaxonomy taxonomy;

    ProfileCorrections(SignalTaxonomy taxonomy) {
        this.taxonomy = taxonomy;
    }

    /** To be called before a customer's present signals are stored. */
    public Uni<Void> of(SqlConnection transaction, CustomerId customer, List<ShownSignal> shown) {
        return taxonomy.index()
                .map(index -> contradicted(shown, index))
                .chain(signals -> signals.length == 0
                        ? Uni.createFrom().voidItem()
                        : transaction
                                .preparedQuery(TAKE_BACK)
                                .execute(Tuple.of(customer.value(), signals))
                                .replaceWithVoid());
    }

    private static String[] contradicted(List<ShownSignal> shown, TaxonomyIndex index) {
        List<String> now = shown.stream().map(ShownSignal::signalId).toList();
        return shown.stream()
                .filter(signal -> signal.source() == SignalSource.PROFILE)
                .flatMap(signal -> index.find(signal.signalId()).stream())
                .flatMap(signal -> index.alternatives(signal).stream())
                .distinct()
                .filter(id -> !now.contains(id))
                .toArray(String[]::new);
    }
}
