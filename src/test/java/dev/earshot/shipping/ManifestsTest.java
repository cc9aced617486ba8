package dev.earshot.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.earshot.postgres.DatabaseFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The manifests in {@code k8s/}: rendered, held against what Kubernetes knows, and against what we hold ourselves to.
 */
class ManifestsTest {
    private static final String PRODUCTION = "overlays/production";

    @ParameterizedTest
    @ValueSource(strings = {"base", "monitoring", "overlays/dev", PRODUCTION, "overlays/keda"})
    void every_object_is_one_that_kubernetes_knows_in_every_field(String folder) {
        Manifests manifests = Manifests.of(folder);
        List<String> faults = new ArrayList<>();
        manifests
                .objects()
                .forEach(object -> Schemas.faults(object)
                        .forEach(fault -> faults.add(object.path("kind").asText() + " " + fault)));
        assertThat(manifests.objects()).isNotEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void a_field_that_kubernetes_does_not_know_is_found() {
        ObjectNode deployment =
                Manifests.of("base").one("Deployment", "earshot").deepCopy();
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("imagePullPolice", "Always");
        assertThat(Schemas.faults(deployment)).hasSize(1).first().asString().contains("imagePullPolice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", PRODUCTION, "overlays/keda"})
    void every_pod_may_run_where_pod_security_is_restricted(String folder) {
        Manifests manifests = Manifests.of(folder);
        assertThat(manifests
                        .one("Namespace", "earshot")
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText())
                .isEqualTo("restricted");
        for (JsonNode deployment : manifests.all("Deployment")) {
            JsonNode pod = deployment.at("/spec/template/spec");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                    .isFalse();
            pod.path("containers").forEach(container -> {
                JsonNode context = container.path("securityContext");
                assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            });
            pod.path("volumes")
                    .forEach(volume -> assertThat(volume.has("hostPath")).isFalse());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/dev", PRODUCTION, "overlays/keda"})
    void every_container_says_what_it_needs_and_which_image_it_is(String folder) {
        containers(Manifests.of(folder)).forEach(container -> {
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/cpu").isMissingNode()).isTrue();
            assertThat(container.path("image").asText()).matches("\\S+:\\S+").doesNotEndWith(":latest");
            assertThat(container.has("readinessProbe")).isTrue();
        });
    }

    @Test
    void a_pod_without_its_database_is_not_restarted_for_it_and_goes_in_the_time_it_is_given() {
        JsonNode pod = Manifests.of(PRODUCTION).one("Deployment", "earshot").at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isBetween(15, 60);
    }

    @ParameterizedTest
    @ValueSource(strings = {PRODUCTION, "overlays/keda"})
    void no_secret_is_in_the_manifests_and_no_setting_is_misspelled(String folder) throws IOException {
        Manifests manifests = Manifests.of(folder);
        assertThat(manifests.all("Secret")).isEmpty();
        Set<String> names = new TreeSet<>();
        manifests.one("ConfigMap", "earshot").path("data").fieldNames().forEachRemaining(names::add);
        containers(manifests)
                .forEach(container -> container.path("env").forEach(setting -> {
                    assertThat(setting.has("value")).isFalse();
                    names.add(setting.path("name").asText());
                }));
        assertThat(names).noneMatch(name -> name.endsWith("_KEY") || name.endsWith("_KEYS"));
        String settings = Files.readString(Path.of("docs", "settings.md"));
        assertThat(names).isNotEmpty().allMatch(name -> settings.contains("`" + name + "`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PRODUCTION, "overlays/keda"})
    void what_selects_pods_selects_ours_and_one_autoscaler_alone_counts_them(String folder) {
        Manifests manifests = Manifests.of(folder);
        JsonNode deployment = manifests.one("Deployment", "earshot");
        JsonNode labels = deployment.at("/spec/template/metadata/labels");
        assertThat(deployment.at("/spec/replicas").isMissingNode()).isTrue();
        assertThat(manifests.all("HorizontalPodAutoscaler").size()
                        + manifests.all("ScaledObject").size())
                .isEqualTo(1);
        Stream.of(
                        deployment.at("/spec/selector/matchLabels"),
                        manifests.one("Service", "earshot").at("/spec/selector"),
                        manifests.one("PodDisruptionBudget", "earshot").at("/spec/selector/matchLabels"),
                        manifests.one("NetworkPolicy", "earshot").at("/spec/podSelector/matchLabels"))
                .forEach(selector -> {
                    assertThat(selector).isNotEmpty();
                    selector.properties()
                            .forEach(label ->
                                    assertThat(labels.path(label.getKey())).isEqualTo(label.getValue()));
                });
        assertThat(manifests.one("PodMonitor", "earshot").at("/spec/selector/matchLabels/app.kubernetes.io~1name"))
                .isEqualTo(labels.path("app.kubernetes.io/name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PRODUCTION, "overlays/keda"})
    void health_and_metrics_are_asked_for_on_a_port_that_no_service_leads_to(String folder) {
        Manifests manifests = Manifests.of(folder);
        JsonNode container = containers(manifests).findFirst().orElseThrow();
        assertThat(container.path("ports").findValuesAsText("name")).containsExactly("http", "management");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.at("/" + probe + "/httpGet/port").asText()).isEqualTo("management");
        }
        assertThat(manifests
                        .one("PodMonitor", "earshot")
                        .at("/spec/podMetricsEndpoints/0/port")
                        .asText())
                .isEqualTo("management");
        assertThat(manifests.one("Service", "earshot").at("/spec/ports").findValuesAsText("targetPort"))
                .containsExactly("http");
        manifests.one("NetworkPolicy", "earshot").at("/spec/ingress").forEach(rule -> {
            boolean monitoring = rule.path("from").toString().contains("\"monitoring\"");
            assertThat(rule.path("ports").findValuesAsText("port")).containsExactly(monitoring ? "management" : "http");
        });
    }

    @Test
    void an_update_takes_nothing_away_and_spreads_what_it_makes() {
        JsonNode spec = Manifests.of(PRODUCTION).one("Deployment", "earshot").path("spec");
        assertThat(spec.at("/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
        assertThat(spec.at("/strategy/rollingUpdate/maxSurge").asInt()).isPositive();
        assertThat(spec.at("/template/spec/topologySpreadConstraints")).hasSize(2);
    }

    @Test
    void the_ingress_lets_streams_stream() {
        JsonNode annotations =
                Manifests.of(PRODUCTION).one("Ingress", "earshot").at("/metadata/annotations");
        Map<String, String> wanted =
                Map.of("proxy-buffering", "off", "proxy-request-buffering", "off", "proxy-body-size", "0");
        wanted.forEach((name, value) -> assertThat(
                        annotations.path("nginx.ingress.kubernetes.io/" + name).asText())
                .isEqualTo(value));
        assertThat(annotations
                        .path("nginx.ingress.kubernetes.io/proxy-read-timeout")
                        .asInt())
                .isGreaterThan(300);
    }

    /** A metric that was renamed would leave an alert that never fires. */
    @Test
    void every_metric_that_is_watched_exists() throws IOException {
        Manifests manifests = Manifests.of("overlays/keda");
        String watched = manifests.all("PrometheusRule").toString()
                + manifests.one("ConfigMap", "earshot-dashboard")
                + manifests.one("ScaledObject", "earshot");
        Set<String> metrics = Pattern.compile("earshot_[a-z_]+")
                .matcher(watched)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        String names = names();
        assertThat(metrics)
                .hasSizeGreaterThan(5)
                .allMatch(metric -> names.contains(
                        " " + metric.replaceAll("(_seconds)?(_total|_count|_sum|_bucket|_max)?$", "") + " "));
    }

    @Test
    void the_alert_about_failing_tools_counts_what_is_not_the_callers_fault() {
        String rules = Manifests.of("overlays/keda").all("PrometheusRule").toString();
        MatchResult counted = Pattern.compile("calls_seconds_count\\{ *result=~\\\\\"([^\\\\]*)")
                .matcher(rules)
                .results()
                .findFirst()
                .orElseThrow();
        assertThat(List.of("failed", DatabaseFailure.TIMED_OUT, DatabaseFailure.UNAVAILABLE, "BACKEND_TIMED_OUT"))
                .allMatch(result -> result.matches(counted.group(1)));
        assertThat("SESSION_EXPIRED").doesNotMatch(counted.group(1));
    }

    /** The meters' names in the code, as Prometheus spells them. */
    private static String names() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            return sources.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(ManifestsTest::meters)
                    .collect(Collectors.joining(" ", " ", " "));
        }
    }

    private static Stream<String> meters(Path source) {
        try {
            return Pattern.compile("\"(earshot\\.[a-z.]+)\"")
                    .matcher(Files.readString(source))
                    .results()
                    .map(found -> found.group(1).replace('.', '_'))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<JsonNode> containers(Manifests manifests) {
        return manifests.all("Deployment").stream()
                .flatMap(deployment -> StreamSupport.stream(
                        deployment.at("/spec/template/spec/containers").spliterator(), false));
    }
}
