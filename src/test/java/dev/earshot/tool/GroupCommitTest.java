package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    /** A call of a visit. */
    private record Call(String visit, String what) {}

    private static final class Group {
        private final List<Call> calls;
        private UniEmitter<? super Set<String>> transaction;

        private Group(List<Call> calls) {
            this.calls = calls;
        }

        void commits() {
            transaction.complete(calls.stream().map(Call::visit).collect(Collectors.toSet()));
        }
    }

    private final List<Group> together = new ArrayList<>();
    private final List<Call> alone = new ArrayList<>();
    private final List<UniEmitter<? super Void>> aloneUnderWay = new ArrayList<>();
    private RuntimeException beginning;
    private final GroupCommit<Call> commits =
            new GroupCommit<>(Call::visit, this::writeTogether, this::writeAlone, 1, 100);

    @Test
    void a_call_that_finds_nothing_under_way_is_written_at_once() {
        UniAssertSubscriber<Void> answer = write("a", "view");

        assertThat(alone).containsExactly(new Call("a", "view"));
        answer.assertNotTerminated();
        aloneUnderWay.get(0).complete(null);
        answer.assertCompleted();
    }

    @Test
    void calls_that_arrive_while_a_transaction_is_under_way_share_the_next() {
        write("a", "view");
        List<UniAssertSubscriber<Void>> later = List.of(write("b", "view"), write("c", "view"), write("d", "view"));
        assertThat(together).isEmpty();

        aloneUnderWay.get(0).complete(null);

        assertThat(together)
                .singleElement()
                .satisfies(
                        group -> assertThat(group.calls).extracting(Call::visit).containsExactly("b", "c", "d"));
        later.forEach(UniAssertSubscriber::assertNotTerminated);
        together.get(0).commits();
        later.forEach(UniAssertSubscriber::assertCompleted);
    }

    @Test
    void two_calls_of_one_visit_never_share_a_transaction_and_keep_their_order() {
        write("a", "view");
        write("b", "first");
        write("b", "second");
        write("c", "view");
        aloneUnderWay.get(0).complete(null);

        assertThat(together.get(0).calls).containsExactly(new Call("b", "first"), new Call("c", "view"));
        together.get(0).commits();
        assertThat(alone).endsWith(new Call("b", "second"));
    }

    @Test
    void a_call_that_its_group_left_out_is_written_in_a_transaction_of_its_own_and_holds_up_nobody() {
        write("a", "view");
        UniAssertSubscriber<Void> locked = write("b", "view");
        UniAssertSubscriber<Void> free = write("c", "view");
        aloneUnderWay.get(0).complete(null);

        together.get(0).transaction.complete(Set.of("c"));

        free.assertCompleted();
        locked.assertNotTerminated();
        assertThat(alone).endsWith(new Call("b", "view"));
        write("d", "view");
        assertThat(alone).endsWith(new Call("d", "view"));
        aloneUnderWay.get(1).complete(null);
        locked.assertCompleted();
    }

    @Test
    void when_the_database_refuses_a_group_each_of_its_calls_is_written_on_its_own() {
        write("a", "view");
        UniAssertSubscriber<Void> good = write("b", "view");
        UniAssertSubscriber<Void> bad = write("c", "view");
        aloneUnderWay.get(0).complete(null);

        together.get(0).transaction.fail(new PgException("a value that it can't hold", "ERROR", "22P05", null));

        aloneUnderWay.get(1).complete(null);
        aloneUnderWay.get(2).fail(new PgException("a value that it can't hold", "ERROR", "22P05", null));
        good.assertCompleted();
        bad.assertFailedWith(PgException.class);
    }

    @Test
    void after_a_lost_connection_nothing_is_written_twice() {
        write("a", "view");
        List<UniAssertSubscriber<Void>> lost = List.of(write("b", "view"), write("c", "view"));
        aloneUnderWay.get(0).complete(null);

        together.get(0).transaction.fail(new IOException("Connection reset"));

        lost.forEach(answer -> answer.assertFailedWith(IOException.class));
        assertThat(alone).containsExactly(new Call("a", "view"));
        write("d", "view");
        assertThat(alone).endsWith(new Call("d", "view"));
    }

    @Test
    void a_group_that_can_not_even_be_begun_fails_and_holds_up_nobody() {
        write("a", "view");
        List<UniAssertSubscriber<Void>> group = List.of(write("b", "view"), write("c", "view"));
        beginning = new IllegalStateException("there is no pool");

        aloneUnderWay.get(0).complete(null);

        group.forEach(answer -> answer.assertFailedWith(IllegalStateException.class));
        UniAssertSubscriber<Void> next = write("d", "view");
        aloneUnderWay.get(1).complete(null);
        next.assertCompleted();
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
