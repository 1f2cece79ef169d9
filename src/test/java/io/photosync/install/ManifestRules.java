package io.photosync.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What Kubernetes refuses though the models let it pass: wrong words, missing fields, names that are none. */
final class ManifestRules {
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/*";
    private static final Set<String> PROTOCOLS = Set.of("TCP", "UDP", "SCTP");
    private static final Set<String> OPERATORS = Set.of("In", "NotIn", "Exists", "DoesNotExist");

    /** A field of a kind, and the words that may stand there. */
    private record Words(String kind, String pattern, Set<String> words) {}

    private static final List<Words> WORDS = List.of(
            new Words("Deployment", "/spec/strategy/type", Set.of("RollingUpdate", "Recreate")),
            new Words("Deployment", POD + "/restartPolicy", Set.of("Always")),
            new Words("Deployment", POD + "/dnsPolicy", Set.of("ClusterFirst", "Default", "None")),
            new Words("Deployment", POD + "/securityContext/fsGroupChangePolicy", Set.of("OnRootMismatch", "Always")),
            new Words(
                    "Deployment", POD + "/securityContext/seccompProfile/type", Set.of("RuntimeDefault", "Localhost")),
            new Words(
                    "Deployment",
                    POD + "/topologySpreadConstraints/*/whenUnsatisfiable",
                    Set.of("ScheduleAnyway", "DoNotSchedule")),
            new Words("Deployment", POD + "/topologySpreadConstraints/*/nodeAffinityPolicy", Set.of("Honor", "Ignore")),
            new Words(
                    "Deployment",
                    POD + "/topologySpreadConstraints/*/labelSelector/matchExpressions/*/operator",
                    OPERATORS),
            new Words("Deployment", POD + "/volumes/*/emptyDir/medium", Set.of("", "Memory")),
            new Words("Deployment", CONTAINER + "/imagePullPolicy", Set.of("IfNotPresent", "Always", "Never")),
            new Words("Deployment", CONTAINER + "/ports/*/protocol", PROTOCOLS),
            new Words("Deployment", CONTAINER + "/terminationMessagePolicy", Set.of("File", "FallbackToLogsOnError")),
            new Words("Deployment", CONTAINER + "/startupProbe/httpGet/scheme", Set.of("HTTP", "HTTPS")),
            new Words("Deployment", CONTAINER + "/livenessProbe/httpGet/scheme", Set.of("HTTP", "HTTPS")),
            new Words("Deployment", CONTAINER + "/readinessProbe/httpGet/scheme", Set.of("HTTP", "HTTPS")),
            new Words("Service", "/spec/type", Set.of("ClusterIP", "NodePort", "LoadBalancer")),
            new Words("Service", "/spec/ports/*/protocol", PROTOCOLS),
            new Words(
                    "Ingress",
                    "/spec/rules/*/http/paths/*/pathType",
                    Set.of("Exact", "Prefix", "ImplementationSpecific")),
            new Words("NetworkPolicy", "/spec/policyTypes/*", Set.of("Ingress", "Egress")),
            new Words("NetworkPolicy", "/spec/*/*/ports/*/protocol", PROTOCOLS),
            new Words(
                    "PodDisruptionBudget",
                    "/spec/unhealthyPodEvictionPolicy",
                    Set.of("AlwaysAllow", "IfHealthyBudget")),
            new Words("Secret", "/type", Set.of("Opaque", "kubernetes.io/tls")),
            new Words("KafkaUser", "/spec/authentication/type", Set.of("tls", "tls-external", "scram-sha-512")),
            new Words("KafkaUser", "/spec/authorization/type", Set.of("simple")),
            new Words("KafkaUser", "/spec/authorization/acls/*/type", Set.of("allow", "deny")),
            new Words(
                    "KafkaUser",
                    "/spec/authorization/acls/*/resource/type",
                    Set.of("topic", "group", "cluster", "transactionalId")),
            new Words("KafkaUser", "/spec/authorization/acls/*/resource/patternType", Set.of("literal", "prefix")),
            new Words(
                    "KafkaUser",
                    "/spec/authorization/acls/*/operations/*",
                    Set.of(
                            "All",
                            "Alter",
                            "AlterConfigs",
                            "ClusterAction",
                            "Create",
                            "Delete",
                            "Describe",
                            "DescribeConfigs",
                            "IdempotentWrite",
                            "Read",
                            "Write")));

    /** Whatever the pattern names must have these fields; the pattern itself must name something where it ends without a star. */
    private record Needs(String kind, String pattern, List<String> fields) {}

    private static final List<Needs> NEEDS = List.of(
            new Needs("Deployment", "/spec", List.of("selector", "template", "strategy", "replicas")),
            new Needs("Deployment", "/spec/selector", List.of("matchLabels")),
            new Needs("Deployment", "/spec/template/metadata", List.of("labels")),
            new Needs("Deployment", POD, List.of("containers", "securityContext", "serviceAccountName", "volumes")),
            new Needs(
                    "Deployment",
                    POD + "/topologySpreadConstraints/*",
                    List.of("maxSkew", "topologyKey", "whenUnsatisfiable", "labelSelector")),
            new Needs("Deployment", POD + "/volumes/*", List.of("name")),
            new Needs(
                    "Deployment",
                    CONTAINER,
                    List.of(
                            "name",
                            "image",
                            "ports",
                            "resources",
                            "securityContext",
                            "startupProbe",
                            "livenessProbe",
                            "readinessProbe")),
            new Needs("Deployment", CONTAINER + "/ports/*", List.of("name", "containerPort")),
            new Needs("Deployment", CONTAINER + "/env/*", List.of("name")),
            new Needs("Deployment", CONTAINER + "/volumeMounts/*", List.of("name", "mountPath")),
            new Needs("Deployment", CONTAINER + "/startupProbe/httpGet", List.of("port", "path")),
            new Needs("Deployment", CONTAINER + "/livenessProbe/httpGet", List.of("port", "path")),
            new Needs("Deployment", CONTAINER + "/readinessProbe/httpGet", List.of("port", "path")),
            new Needs("Deployment", CONTAINER + "/resources", List.of("requests", "limits")),
            new Needs("Service", "/spec", List.of("selector", "ports")),
            new Needs("Service", "/spec/ports/*", List.of("name", "port", "targetPort")),
            new Needs("Ingress", "/spec", List.of("rules", "tls")),
            new Needs("Ingress", "/spec/rules/*", List.of("host", "http")),
            new Needs("Ingress", "/spec/rules/*/http/paths/*", List.of("path", "pathType", "backend")),
            new Needs("Ingress", "/spec/rules/*/http/paths/*/backend/service", List.of("name", "port")),
            new Needs("NetworkPolicy", "/spec", List.of("podSelector", "policyTypes")),
            new Needs("PodDisruptionBudget", "/spec", List.of("selector", "maxUnavailable")),
            new Needs("KafkaTopic", "/metadata/labels", List.of("strimzi.io/cluster")),
            new Needs("KafkaTopic", "/spec", List.of("partitions", "replicas", "config")),
            new Needs("KafkaUser", "/metadata/labels", List.of("strimzi.io/cluster")),
            new Needs("KafkaUser", "/spec", List.of("authentication", "authorization")),
            new Needs("KafkaUser", "/spec/authorization", List.of("type", "acls")),
            new Needs("KafkaUser", "/spec/authorization/acls/*", List.of("resource", "operations")),
            new Needs("KafkaUser", "/spec/authorization/acls/*/resource", List.of("type", "name", "patternType")),
            new Needs("ServiceMonitor", "/spec", List.of("selector", "endpoints")),
            new Needs("ServiceMonitor", "/spec/endpoints/*", List.of("port", "path")));

    private static final String NAME = "[a-z0-9]([-a-z0-9.]*[a-z0-9])?";

    private ManifestRules() {}

    static List<String> problems(Manifest manifest) {
        List<String> problems = new ArrayList<>();
        if (!manifest.name().matches(NAME)) {
            problems.add("%s: metadata.name must be a DNS name".formatted(manifest));
        }
        WORDS.stream()
                .filter(rule -> rule.kind().equals(manifest.kind()))
                .forEach(rule -> check(manifest, rule, problems));
        NEEDS.stream()
                .filter(rule -> rule.kind().equals(manifest.kind()))
                .forEach(rule -> check(manifest, rule, problems));
        exactlyOne(manifest, POD + "/volumes/*", "source", Set.of("name"), problems);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            manifest.all(CONTAINER + "/" + probe).forEach((at, node) -> {
                long handlers = Stream.of("httpGet", "tcpSocket", "exec", "grpc")
                        .filter(node::has)
                        .count();
                if (handlers != 1) {
                    problems.add("%s: %s must have one handler, has %d".formatted(manifest, at, handlers));
                }
            });
        }
        exactlyOne(manifest, CONTAINER + "/lifecycle/*", "handler", Set.of(), problems);
        portNames(manifest, problems);
        return problems;
    }

    private static void check(Manifest manifest, Words rule, List<String> problems) {
        manifest.all(rule.pattern()).forEach((at, node) -> {
            if (!rule.words().contains(node.asText())) {
                problems.add("%s: %s must be one of %s, is %s".formatted(manifest, at, rule.words(), node));
            }
        });
    }

    private static void check(Manifest manifest, Needs rule, List<String> problems) {
        var found = manifest.all(rule.pattern());
        if (found.isEmpty() && !rule.pattern().contains("*")) {
            problems.add("%s: %s is missing".formatted(manifest, rule.pattern()));
        }
        found.forEach((at, node) -> rule.fields().stream()
                .filter(field -> !node.has(field) || node.get(field).isNull())
                .forEach(field -> problems.add("%s: %s/%s is missing".formatted(manifest, at, field))));
    }

    private static void exactlyOne(
            Manifest manifest, String pattern, String what, Set<String> besides, List<String> problems) {
        manifest.all(pattern).forEach((at, node) -> {
            long count = node.properties().stream()
                    .filter(field -> !besides.contains(field.getKey()))
                    .count();
            if (count != 1) {
                problems.add("%s: %s must have one %s, has %d".formatted(manifest, at, what, count));
            }
        });
    }

    private static void portNames(Manifest manifest, List<String> problems) {
        Stream.of(CONTAINER + "/ports/*/name", "/spec/ports/*/name")
                .flatMap(pattern -> manifest.all(pattern).values().stream())
                .map(JsonNode::asText)
                .filter(name -> !name.matches("[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?"))
                .forEach(name ->
                        problems.add("%s: a port's name has at most 15 characters, got %s".formatted(manifest, name)));
    }
}
