package dev.earshot.tool.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.earshot.common.ApiException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    /** A call of a session. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private record Call(String visit, String what) {}

    private static final class Group {
        private final List<Call> calls;
        private UniEmitter<? super Set<String>> transaction;

        private Group(List<Call> calls) {
            this.calls = calls;
        }

        void commits() {
            writes(calls.stream().map(Call::visit).collect(Collectors.toSet()));
        }

        void writes(Set<String> visits) {
            transaction.complete(visits);
        }

        void fails(Throwable failure) {
            transaction.fail(failure);
        }
    }

    private final List<Group> together = new ArrayList<>();
    private final List<Call> alone = new ArrayList<>();
    private final List<UniEmitter<? super Void>> aloneUnderWay = new ArrayList<>();
    private RuntimeException beginning;
    private Duration now = Duration.ofHours(1);
    private final GroupCommit<Call> commits =
            new GroupCommit<>(Call::visit, this::writeTogether, this::writeAlone, 100, PATIENCE, () -> now.toNanos());

    @Test
    void a_call_that_finds_nothing_under_way_is_written_at_once() {
        UniAssertSubscriber<Void> answer = write("a", "view");

        assertThat(group(0)).containsExactly(new Call("a", "view"));
        answer.assertNotTerminated();
        together.get(0).commits();
        answer.assertCompleted();
    }

    @Test
    void a_call_that_finds_a_few_under_way_is_written_beside_them() {
        UniAssertSubscriber<Void> first = write("a", "view");
        UniAssertSubscriber<Void> second = write("b", "view");

        together.get(1).commits();

        second.assertCompleted();
        first.assertNotTerminated();
    }

    @Test
    void calls_that_arrive_while_many_are_under_way_share_the_next_transaction() {
        List<UniAssertSubscriber<Void>> later = shared("b", "c", "d");

        assertThat(last().calls).extracting(Call::visit).containsExactly("b", "c", "d");
        later.forEach(UniAssertSubscriber::assertNotTerminated);
        last().commits();
        later.forEach(UniAssertSubscriber::assertCompleted);
    }

    @Test
    void a_call_does_not_wait_for_transactions_that_take_unusually_long() {
        crowd();
        write("b", "view");
        assertThat(together).hasSize(GroupCommit.A_FEW);

        now = now.plus(GroupCommit.USUAL).plusMillis(1);
        UniAssertSubscriber<Void> next = write("c", "view");

        assertThat(last().calls).extracting(Call::visit).containsExactly("b", "c");
        last().commits();
        next.assertCompleted();
    }

    @Test
    void two_calls_of_one_visit_are_never_written_at_the_same_time_and_keep_their_order() {
        write("a", "first");
        write("a", "second");
        write("a", "third");
        write("b", "view");
        assertThat(together).hasSize(2);

        together.get(0).commits();
        assertThat(group(2)).containsExactly(new Call("a", "second"));
        together.get(2).commits();
        assertThat(group(3)).containsExactly(new Call("a", "third"));
    }

    @Test
    void a_call_that_its_group_left_out_is_written_in_a_transaction_of_its_own_and_holds_up_no_other() {
        UniAssertSubscriber<Void> locked = write("a", "view");
        together.get(0).writes(Set.of());

        assertThat(alone).containsExactly(new Call("a", "view"));
        locked.assertNotTerminated();
        UniAssertSubscriber<Void> free = write("b", "view");
        together.get(1).commits();
        free.assertCompleted();
        aloneUnderWay.get(0).complete(null);
        locked.assertCompleted();
    }

    @Test
    void when_the_database_refuses_a_group_each_of_its_calls_is_written_on_its_own() {
        List<UniAssertSubscriber<Void>> answers = shared("b", "c");

        last().fails(new PgException("a value that it can't hold", "ERROR", "22P05", null));

        aloneUnderWay.get(0).complete(null);
        aloneUnderWay.get(1).fail(new PgException("a value that it can't hold", "ERROR", "22P05", null));
        answers.get(0).assertCompleted();
        answers.get(1).assertFailedWith(PgException.class);
    }

    @Test
    void after_a_lost_connection_nothing_is_written_twice() {
        List<UniAssertSubscriber<Void>> lost = shared("b", "c");

        last().fails(new IOException("Connection reset"));

        lost.forEach(answer -> answer.assertFailedWith(IOException.class));
        assertThat(alone).isEmpty();
        write("d", "view");
        assertThat(last().calls).containsExactly(new Call("d", "view"));
    }

    @Test
    void a_group_that_can_not_even_be_begun_fails_and_holds_up_no_other() {
        beginning = new IllegalStateException("there is no pool");
        write("a", "view").assertFailedWith(IllegalStateException.class);

        beginning = null;
        UniAssertSubscriber<Void> next = write("b", "view");
        together.get(0).commits();
        next.assertCompleted();
    }

    /** So many under way that the next ones have to wait. */
    @Test
    void a_call_without_time_left_is_not_written_alone_since_it_would_take_effect_after_it_timed_out() {
        UniAssertSubscriber<Void> answer = write("a", "view");
        now = now.plus(PATIENCE).plusMillis(1);
        together.get(0).fails(new PgException("canceling statement due to statement timeout", "ERROR", "57014", null));

        assertThat(alone).isEmpty();
        answer.assertFailedWith(ApiException.class, "took too long");
    }

    @Test
    void a_call_that_was_given_up_while_it_waited_is_not_written() {
        write("a", "view");
        UniAssertSubscriber<Void> second = write("a", "save");
        second.cancel();
        together.get(0).commits();

        assertThat(together).hasSize(1);
    }

    private void crowd() {
        for (int n = 0; n < GroupCommit.A_FEW; n++) {
            write("crowd " + n, "view");
        }
    }

    /** Calls that waited for others and were then put into one transaction, the last one. */
    private List<UniAssertSubscriber<Void>> shared(String... visits) {
        crowd();
        List<UniAssertSubscriber<Void>> answers =
                Stream.of(visits).map(visit -> write(visit, "view")).toList();
        assertThat(together).hasSize(GroupCommit.A_FEW);
        together.get(0).commits();
        return answers;
    }

    private Group last() {
        return together.get(together.size() - 1);
    }

    private List<Call> group(int n) {
        return together.get(n).calls;
    }

    private UniAssertSubscriber<Void> write(String visit, String what) {
        return commits.write(new Call(visit, what)).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Uni<Set<String>> writeTogether(List<Call> calls) {
        if (beginning != null) {
            throw beginning;
        }
        Group group = new Group(calls);
        together.add(group);
        return Uni.createFrom().emitter(transaction -> group.transaction = transaction);
    }

    private Uni<Void> writeAlone(Call call) {
        alone.add(call);
        return Uni.createFrom().emitter(aloneUnderWay::add);
    }
}
