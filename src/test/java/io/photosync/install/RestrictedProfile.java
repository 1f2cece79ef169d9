package io.photosync.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Kubernetes' pod security standard "restricted", and what we ask beyond it: a read-only root, a user by number, no token of the cluster.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>
 */
final class RestrictedProfile {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private RestrictedProfile() {}

    /** @param pod a pod's spec */
    static List<String> problems(JsonNode pod) {
        List<String> problems = new ArrayList<>();
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            require(!pod.path(host).asBoolean(), host + " must not be true", problems);
        }
        JsonNode security = pod.path("securityContext");
        require(security.path("runAsNonRoot").asBoolean(), "runAsNonRoot must be true", problems);
        require(security.path("runAsUser").asInt() > 0, "runAsUser must be a number that is not root's", problems);
        require(
                security.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
                "seccompProfile must be RuntimeDefault",
                problems);
        require(security.path("sysctls").isEmpty(), "sysctls must not be set", problems);
        require(
                pod.path("automountServiceAccountToken").isBoolean()
                        && !pod.path("automountServiceAccountToken").asBoolean(),
                "automountServiceAccountToken must be false",
                problems);
        pod.path("volumes").forEach(volume -> volume.properties().stream()
                .map(java.util.Map.Entry::getKey)
                .filter(source -> !source.equals("name") && !VOLUMES.contains(source))
                .forEach(source -> problems.add("volumes of type %s are not allowed".formatted(source))));
        Stream.of("containers", "initContainers", "ephemeralContainers")
                .flatMap(list -> pod.path(list).valueStream())
                .forEach(container -> container(container, problems));
        return problems;
    }

    private static void container(JsonNode container, List<String> problems) {
        JsonNode security = container.path("securityContext");
        JsonNode escalation = security.path("allowPrivilegeEscalation");
        require(escalation.isBoolean() && !escalation.asBoolean(), "allowPrivilegeEscalation must be false", problems);
        require(!security.path("privileged").asBoolean(), "privileged must not be true", problems);
        require(security.path("readOnlyRootFilesystem").asBoolean(), "readOnlyRootFilesystem must be true", problems);
        require(
                Manifest.texts(security.at("/capabilities/drop")).contains("ALL"),
                "capabilities must drop ALL",
                problems);
        require(security.at("/capabilities/add").isEmpty(), "no capability may be added", problems);
        for (String overridden :
                List.of("runAsNonRoot", "runAsUser", "seccompProfile", "procMount", "seLinuxOptions")) {
            require(!security.has(overridden), overridden + " must be left to the pod", problems);
        }
        container.path("ports").forEach(port -> require(!port.has("hostPort"), "hostPort must not be set", problems));
    }

    private static void require(boolean holds, String otherwise, List<String> problems) {
        if (!holds) {
            problems.add(otherwise);
        }
    }
}
