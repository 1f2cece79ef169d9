package io.photosync.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The readers of manifests find what is wrong: each row spoils one of ours. */
class StrictReadingTest {
    private static final Path BASE = ManifestReader.ROOT.resolve("base");
    private static final Path COMPONENTS = ManifestReader.ROOT.resolve("components");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        050-Deployment.yaml        | livenessProbe:              | livenessProb:
        050-Deployment.yaml        | limits:                     | limit:
        050-Deployment.yaml        | maxSkew:                    | maxSkw:
        050-Deployment.yaml        | drop:                       | dorp:
        050-Deployment.yaml        | runAsNonRoot: true          | readOnlyRootFilesystem: true
        050-Deployment.yaml        | replicas: 1                 | replicas: one
        050-Deployment.yaml        | medium: Memory              | mediun: Memory
        050-Deployment.yaml        | apiVersion: apps/v1         | apiVersion: apps/v1beta1
        060-Service.yaml           | targetPort: http            | targetport: http
        070-Ingress.yaml           | pathType: Exact             | pathtype: Exact
        080-NetworkPolicy.yaml     | podSelector:                | podSelecto:
        080-NetworkPolicy.yaml     | endPort: 9094               | endport: 9094
        090-PodDisruptionBudget.yaml | unhealthyPodEvictionPolicy | unhealthyPodEviction
        kustomization.yaml         | includeSelectors:           | includeSelector:
        """)
    void a_field_that_its_kind_does_not_have_is_found(String file, String right, String wrong) {
        assertThat(spoilt(BASE.resolve(file), right, wrong).map(StrictKinds::problem))
                .anySatisfy(problem -> assertThat(problem).isPresent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        strimzi-topics/040-KafkaTopics.yaml   | partitions:            | partitons:
        strimzi-topics/040-KafkaTopics.yaml   | kafka.strimzi.io/v1    | kafka.strimzi.io/v1beta1
        strimzi-user/041-KafkaUser.yaml       | patternType:           | patternTyp:
        monitoring/100-ServiceMonitor.yaml    | path:                  | paths:
        workload-identity/deployment.yaml     | expirationSeconds:     | expirationsSeconds:
        """)
    void so_is_one_of_an_operators_kind_or_of_a_patch(String file, String right, String wrong) {
        assertThat(spoilt(COMPONENTS.resolve(file), right, wrong).map(StrictKinds::problem))
                .anySatisfy(problem -> assertThat(problem).isPresent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        050-Deployment.yaml        | type: RollingUpdate         | type: Rolling
        050-Deployment.yaml        | imagePullPolicy: IfNotPresent | imagePullPolicy: IfMissing
        050-Deployment.yaml        | whenUnsatisfiable: ScheduleAnyway | whenUnsatisfiable: Schedule
        050-Deployment.yaml        | protocol: TCP               | protocol: HTTP
        050-Deployment.yaml        | medium: Memory              | medium: memory
        050-Deployment.yaml        | image: photosync            | terminationMessagePath: /tmp/end
        050-Deployment.yaml        | name: management            | name: management-of-photosync
        060-Service.yaml           | type: ClusterIP             | type: Cluster
        060-Service.yaml           | name: photosync             | name: Photo_Sync
        070-Ingress.yaml           | pathType: Exact             | pathType: exact
        080-NetworkPolicy.yaml     | policyTypes: [Ingress, Egress] | policyTypes: [ingress, egress]
        090-PodDisruptionBudget.yaml | AlwaysAllow               | Always
        ../components/strimzi-user/041-KafkaUser.yaml | DescribeConfigs | DescribeConfig
        ../components/strimzi-topics/040-KafkaTopics.yaml | strimzi.io/cluster | strimzi.io/clusters
        """)
    void a_wrong_word_or_a_missing_field_is_found(String file, String right, String wrong) {
        assertThat(spoilt(BASE.resolve(file), right, wrong)
                        .flatMap(manifest -> ManifestRules.problems(manifest).stream()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        runAsNonRoot: true                  | runAsNonRoot: false
        runAsUser: 10001                    | runAsUser: 0
        type: RuntimeDefault                | type: Unconfined
        readOnlyRootFilesystem: true        | readOnlyRootFilesystem: false
        allowPrivilegeEscalation: false     | privileged: true
        drop: [ALL]                         | drop: [NET_RAW]
        drop: [ALL]                         | add: [NET_ADMIN]
        containerPort: 8080                 | hostPort: 8080
        enableServiceLinks: false           | hostNetwork: true
        automountServiceAccountToken: false | shareProcessNamespace: false
        emptyDir:                           | hostPath:
        """)
    void a_pod_that_the_restricted_profile_refuses_is_found(String right, String wrong) {
        assertThat(spoilt(BASE.resolve("050-Deployment.yaml"), right, wrong)
                        .flatMap(manifest -> RestrictedProfile.problems(manifest.at("/spec/template/spec")).stream()))
                .isNotEmpty();
    }

    @Test
    void a_volume_of_two_sources_and_a_probe_of_none_are_found() {
        Manifest manifest = ManifestReader.read("here", """
                        kind: Deployment
                        metadata: { name: here }
                        spec:
                          template:
                            spec:
                              containers: [{ livenessProbe: { periodSeconds: 1 } }]
                              volumes: [{ name: a, emptyDir: {}, configMap: {} }]
                        """).getFirst();

        assertThat(ManifestRules.problems(manifest))
                .anyMatch(problem -> problem.contains("volumes/0 must have one source, has 2"))
                .anyMatch(problem -> problem.contains("livenessProbe must have one handler, has 0"));
    }

    @Test
    void a_key_that_stands_twice_is_found() {
        assertThatThrownBy(() -> ManifestReader.read("here", "kind: Service\nkind: Ingress\n"))
                .hasMessageContaining("here")
                .hasMessageContaining("kind");
    }

    private static Stream<Manifest> spoilt(Path file, String right, String wrong) {
        String text = ManifestReader.text(file);
        assertThat(text).as("%s has something to spoil", file).contains(right);
        return ManifestReader.read(file.toString(), text.replace(right, wrong)).stream();
    }
}
