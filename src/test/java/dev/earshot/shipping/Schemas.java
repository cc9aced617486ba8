package dev.earshot.shipping;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What Kubernetes, the Prometheus operator, CloudNativePG and KEDA know: fabric8's models for the former two, schemas
 * of our own, only as wide as what is used here, for the latter two.
 */
final class Schemas {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final String K8S = "io.fabric8.kubernetes.api.model.";
    private static final Map<String, String> MODELS = Map.ofEntries(
            Map.entry("v1/Namespace", K8S + "Namespace"),
            Map.entry("v1/ServiceAccount", K8S + "ServiceAccount"),
            Map.entry("v1/ConfigMap", K8S + "ConfigMap"),
            Map.entry("v1/Secret", K8S + "Secret"),
            Map.entry("v1/Service", K8S + "Service"),
            Map.entry("apps/v1/Deployment", K8S + "apps.Deployment"),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", K8S + "networking.v1.NetworkPolicy"),
            Map.entry("networking.k8s.io/v1/Ingress", K8S + "networking.v1.Ingress"),
            Map.entry("policy/v1/PodDisruptionBudget", K8S + "policy.v1.PodDisruptionBudget"),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", K8S + "autoscaling.v2.HorizontalPodAutoscaler"),
            Map.entry("monitoring.coreos.com/v1/PodMonitor", "io.fabric8.openshift.api.model.monitoring.v1.PodMonitor"),
            Map.entry(
                    "monitoring.coreos.com/v1/PrometheusRule",
                    "io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule"));

    private Schemas() {}

    /** What an object has that its kind does not know, or knows otherwise; nothing if it is all right. */
    static List<String> faults(JsonNode object) {
        String kind =
                object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        String model = MODELS.get(kind);
        return model != null ? faultsByModel(object, model) : faultsBySchema(object, kind);
    }

    private static List<String> faultsByModel(JsonNode object, String model) {
        List<String> faults = new ArrayList<>();
        try {
            findUnknown(JSON.treeToValue(object, Class.forName(model)), "", faults);
        } catch (IOException e) {
            faults.add(e.getMessage());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return faults;
    }

    /** The models keep unknown members in a map beside the rest. */
    private static void findUnknown(Object value, String path, List<String> faults) {
        if (value instanceof Collection<?> several) {
            several.forEach(one -> findUnknown(one, path + "[]", faults));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> findUnknown(one, path + "." + key, faults));
        } else if (value != null && value.getClass().getName().startsWith("io.fabric8.")) {
            for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers()) && !type.isEnum()) {
                        look(field, value, path, faults);
                    }
                }
            }
        }
    }

    private static void look(Field field, Object owner, String path, List<String> faults) {
        try {
            field.setAccessible(true);
            Object value = field.get(owner);
            if (field.getName().equals("additionalProperties")) {
                ((Map<?, ?>) value).keySet().forEach(unknown -> faults.add(path + "." + unknown + " is not known"));
            } else {
                findUnknown(value, path + "." + field.getName(), faults);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> faultsBySchema(JsonNode object, String kind) {
        String file = "/k8s/" + object.path("kind").asText() + ".json";
        try (InputStream in = Schemas.class.getResourceAsStream(file)) {
            if (in == null) {
                return List.of("there is no schema for " + kind);
            }
            JsonObject schema = new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            OutputUnit result = Validator.create(
                            JsonSchema.of(schema),
                            new JsonSchemaOptions().setDraft(Draft.DRAFT202012).setBaseUri("https://earshot.dev"))
                    .validate(new JsonObject(object.toString()));
            return result.getValid()
                    ? List.of()
                    : result.getErrors().stream()
                            .map(error -> error.getInstanceLocation() + ": " + error.getError())
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
