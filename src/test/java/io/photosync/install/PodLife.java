package io.photosync.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What the Deployment says of a replica's life.
 *
 * @param startup path of the startup probe, as are the next two of theirs
 * @param preStop between a pod's deletion and its SIGTERM
 */
public record PodLife(String startup, String liveness, String readiness, Duration preStop) {

    public static PodLife ofTheDeployment() {
        JsonNode container = ManifestReader.read(ManifestReader.ROOT.resolve("base/050-Deployment.yaml"))
                .getFirst()
                .at("/spec/template/spec/containers/0");
        return new PodLife(
                path(container, "startupProbe"),
                path(container, "livenessProbe"),
                path(container, "readinessProbe"),
                Duration.ofSeconds(
                        container.at("/lifecycle/preStop/sleep/seconds").intValue()));
    }

    private static String path(JsonNode container, String probe) {
        return container.path(probe).at("/httpGet/path").asText();
    }
}
