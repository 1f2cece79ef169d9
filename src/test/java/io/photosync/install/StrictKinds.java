package io.photosync.install;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds we use, as their makers describe them. A field that a kind does not have, or of another type, is named. */
final class StrictKinds {
    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Secret", Secret.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
            Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class),
            Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
            Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
            Map.entry("kustomize.config.k8s.io/v1beta1/Kustomization", Kustomization.class),
            Map.entry("kustomize.config.k8s.io/v1alpha1/Component", Kustomization.class),
            Map.entry("builtin/PrefixTransformer", PrefixTransformer.class));

    /** The models keep what they do not know, for newer servers; here it is a slip of the pen. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return Boolean.FALSE;
                }
            })
            .build();

    private StrictKinds() {}

    /** What is wrong with it, in one line; empty where its kind has all of its fields. */
    static Optional<String> problem(Manifest manifest) {
        String kind = manifest.tree().path("apiVersion").asText() + "/" + manifest.kind();
        Class<?> type = KINDS.get(kind);
        if (type == null) {
            return Optional.of("%s: kind %s is none of %s".formatted(manifest, kind, KINDS.keySet()));
        }
        try {
            STRICT.treeToValue(withoutOrders(manifest.tree()), type);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of("%s: %s".formatted(manifest, e.getMessage()));
        }
    }

    /** A patch's {@code $patch} is kustomize's, not the kind's. */
    private static JsonNode withoutOrders(JsonNode tree) {
        JsonNode copy = tree.deepCopy();
        copy.findParents("$patch").forEach(parent -> ((ObjectNode) parent).remove("$patch"));
        return copy;
    }

    /** Of Prometheus' operator there is no Java model: the fields that we use. */
    record ServiceMonitor(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(String jobLabel, LabelSelector selector, List<Endpoint> endpoints) {}

        record Endpoint(String port, String path, String interval, String scrapeTimeout) {}
    }

    record PrometheusRule(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
        record Spec(List<Group> groups) {}

        record Group(String name, String interval, List<Rule> rules) {}

        record Rule(
                String alert,
                String record,
                String expr,
                @JsonProperty("for") String lasting,
                Map<String, String> labels,
                Map<String, String> annotations) {}
    }

    /** Kustomize lets misspelt fields of other kinds pass, and we hold its own to the ones that we use. */
    record Kustomization(
            String apiVersion,
            String kind,
            String namespace,
            List<String> resources,
            List<String> components,
            List<Generator> configMapGenerator,
            List<Image> images,
            List<Replicas> replicas,
            List<Patch> patches,
            List<String> transformers,
            List<Labels> labels) {
        record Generator(String name, String behavior, List<String> files, Options options) {}

        record Options(boolean disableNameSuffixHash, Map<String, String> labels) {}

        record Image(String name, String newName, String newTag, String digest) {}

        record Replicas(String name, int count) {}

        record Patch(String path, Target target) {}

        record Target(String kind, String name) {}

        record Labels(Map<String, String> pairs, boolean includeSelectors, boolean includeTemplates) {}
    }

    /** Kustomize's own, as a file that a kustomization names. */
    record PrefixTransformer(
            String apiVersion, String kind, ObjectMeta metadata, String prefix, List<FieldSpec> fieldSpecs) {
        record FieldSpec(String kind, String path) {}
    }
}
