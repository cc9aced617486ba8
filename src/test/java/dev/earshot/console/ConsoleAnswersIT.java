package dev.earshot.console;

import dev.earshot.testing.process.Nginx;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is done while an answer is being written. */
class ConsoleAnswersIT extends ConsoleScenarios {
    @BeforeAll
    static void start() throws SQLException {
        start("60ms");
    }

    @Test
    void a_reload_in_mid_answer_loses_nothing_and_asks_nothing_again() {
        shows("reload");
    }

    @Test
    void an_answer_can_be_stopped() {
        shows("stop");
    }

    @Test
    void two_tabs_show_one_answer() {
        shows("tabs");
    }

    @Test
    void an_answer_goes_on_after_a_login_that_ended_while_it_was_followed() {
        shows("resumed");
    }

    @Test
    void below_a_path_that_a_proxy_strips_people_log_in_and_chat() {
        try (Nginx nginx = Nginx.with("location /earshot/ { proxy_pass http://127.0.0.1:" + app.port() + "/; }")) {
            shows("stop", nginx.url() + "/earshot", Map.of());
        }
    }
}
