package dev.earshot.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.earshot.common.ApiException;
import dev.earshot.http.auth.AnonymousConfig;
import dev.earshot.tool.schema.ToolCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often callers without credentials may call. */
class AnonymousAccessTest {
    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    /** Limits of this size for one address and for all. */
    private record Limits(
            Optional<List<String>> tools, int callsPerAddress, int calls, int sessionsPerAddress, int sessions)
            implements AnonymousConfig {}

    private static AnonymousAccess access(int callsPerAddress, int calls, int sessionsPerAddress, int sessions) {
        List<String> tools = List.of("start_session", "search");
        return new AnonymousAccess(
                new Limits(Optional.of(tools), callsPerAddress, calls, sessionsPerAddress, sessions),
                new ToolCatalogue(List.of()));
    }

    @Test
    void one_address_can_not_use_up_what_all_share() {
        AnonymousAccess access = access(3, 6, 100, 100);
        IntStream.range(0, 3).forEach(call -> access.admit("search", HERE));
        IntStream.range(0, 50).forEach(call -> assertIsLimited(access, "search", HERE));
        assertThatCode(() -> access.admit("search", THERE)).doesNotThrowAnyException();
    }

    @Test
    void all_addresses_together_have_a_limit_too() {
        AnonymousAccess access = access(3, 4, 100, 100);
        IntStream.range(0, 4).forEach(call -> access.admit("search", "192.0.2." + call));
        assertIsLimited(access, "search", "192.0.2.9");
    }

    @Test
    void sessions_have_limits_of_their_own() {
        AnonymousAccess access = access(100, 100, 2, 3);
        IntStream.range(0, 2).forEach(call -> access.admit("start_session", HERE));
        assertIsLimited(access, "start_session", HERE);
        assertThatCode(() -> access.admit("search", HERE)).doesNotThrowAnyException();
        access.admit("start_session", THERE);
        assertIsLimited(access, "start_session", THERE);
    }

    @Test
    void a_tool_that_needs_credentials_is_refused_without_being_counted() {
        AnonymousAccess access = access(1, 1, 1, 1);
        IntStream.range(0, 5)
                .forEach(call -> assertThatExceptionOfType(ApiException.class)
                        .isThrownBy(() -> access.admit("save_item", HERE))
                        .matches(refusal -> refusal.kind() == ApiException.Kind.UNAUTHENTICATED));
        assertThatCode(() -> access.admit("search", HERE)).doesNotThrowAnyException();
    }

    @Test
    void the_setting_names_only_tools_that_there_are_and_that_need_no_name() {
        Optional<List<String>> tools = Optional.of(List.of("search", "serach", "identify_customer"));
        assertThat(new AnonymousAccess(new Limits(tools, 1, 1, 1, 1), new ToolCatalogue(List.of())).faults())
                .containsExactly(
                        "EARSHOT_ANONYMOUS_TOOLS names serach, but there is no such tool",
                        "EARSHOT_ANONYMOUS_TOOLS names identify_customer, which always needs credentials");
    }

    private static void assertIsLimited(AnonymousAccess access, String tool, String network) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> access.admit(tool, network))
                .matches(refusal -> refusal.kind() == ApiException.Kind.LIMITED)
                .matches(refusal -> refusal.retryAfter().isPresent());
    }
}
