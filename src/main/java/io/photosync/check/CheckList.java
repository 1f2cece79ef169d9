package io.photosync.check;

import io.photosync.call.MicrosoftCallException;
import io.photosync.identity.IdentitySettings;
import io.photosync.identity.SettingsCheck;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.TopicSettings;
import io.photosync.kafka.topics.OwnerSettings;
import io.photosync.roster.ScopeSettings;
import io.photosync.sharepoint.SharePointAccess;
import io.photosync.subscription.EventHubSettings;
import io.photosync.subscription.NotificationChannel;
import io.photosync.subscription.NotificationSettings;
import io.photosync.subscription.WebhookUrlSettings;
import io.photosync.webhook.EventHubConnection;
import io.quarkus.kafka.client.runtime.KafkaRuntimeConfigProducer;
import io.quarkus.runtime.ApplicationConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All checks, in the order of their dependencies. */
final class CheckList {
    private static final String SETTINGS = "settings";
    private static final String ADVICE = "Correct it: src/docs/configuration.md.";

    private final Map<String, String> overrides;
    private final Optional<String> writeAs;
    private final Clock clock;

    /**
     * @param overrides settings that override all other sources
     * @param writeAs the test user whose photo is written; empty to write nothing
     */
    CheckList(Map<String, String> overrides, Optional<String> writeAs, Clock clock) {
        this.overrides = overrides;
        this.writeAs = writeAs;
        this.clock = clock;
    }

    /** With invalid settings no request is sent. */
    CheckReport run() throws InterruptedException {
        SmallRyeConfig config;
        try {
            config = CheckSettings.read(overrides);
        } catch (ConfigValidationException e) {
            return new CheckReport(problems(e));
        }
        NotificationChannel notificationChannel = notifications(config);
        List<String> wrong = new ArrayList<>(SettingsCheck.problems(config.getConfigMapping(IdentitySettings.class)));
        wrong.addAll(notificationChannel.problems());
        if (!wrong.isEmpty()) {
            return new CheckReport(wrong.stream()
                    .map(problem -> Line.fails(SETTINGS, problem, ADVICE))
                    .toList());
        }
        List<Line> lines = new ArrayList<>(List.of(Line.works(SETTINGS, "all can be read")));
        try (Tenant tenant = new Tenant(config, clock)) {
            for (Check check : of(tenant, notificationChannel)) {
                lines.add(line(check));
            }
        }
        return new CheckReport(lines);
    }

    private static List<Line> problems(ConfigValidationException invalid) {
        List<Line> lines = new ArrayList<>();
        for (int problem = 0; problem < invalid.getProblemCount(); problem++) {
            lines.add(Line.fails(SETTINGS, plain(invalid.getProblem(problem).getMessage()), ADVICE));
        }
        return lines;
    }

    /** Removes the library's class names and message numbers. */
    private static String plain(String problem) {
        return problem.replaceAll("[\\w.]+(Exception|Error): ", "")
                .replaceAll("SRCFG\\d+:? ?", "")
                .replace(" threw an Exception whilst being converted", " is not understood:");
    }

    private static Line line(Check check) throws InterruptedException {
        try {
            return check.run();
        } catch (MicrosoftCallException failed) {
            return Line.fails(check.name(), failed.failure().toString(), Advice.about(failed.failure()));
        }
    }

    private List<Check> of(Tenant tenant, NotificationChannel notificationChannel) {
        Entra entra = new Entra(tenant);
        SampleUsers sample = new SampleUsers(tenant);
        ScopeSettings scope = tenant.config.getConfigMapping(ScopeSettings.class);
        List<Check> checks = new ArrayList<>(List.of(
                new CredentialLine(tenant),
                new WayOutLine(entra, tenant),
                new ClockLine(entra, tenant),
                new KeySetLine(entra),
                new HostsLine(
                        URI.create(tenant.sharePointSettings.mySiteUrl().toString()),
                        URI.create(tenant.sharePointSettings.adminUrl().toString())),
                new TokenLine("token for Graph", tenant.graphUrl, forGraph(scope), tenant),
                new TokenLine(
                        "token for -my",
                        tenant.sharePointSettings.mySiteUrl().audience(),
                        List.of(SharePointAccess.rolesToWriteFiles()),
                        tenant),
                new TokenLine(
                        "token for -admin",
                        tenant.sharePointSettings.adminUrl().audience(),
                        List.of(SharePointAccess.rolesToWriteProfiles()),
                        tenant),
                new DirectoryLine(sample),
                new LicencesLine(sample, tenant),
                new ScopeLine(scope, tenant),
                new PhotoLine(sample, tenant),
                new FolderLine(tenant),
                new ProfileLine(sample, tenant),
                new PropertyLine(tenant),
                new KafkaLine(
                        kafka(tenant.config),
                        tenant.config.getConfigMapping(TopicSettings.class),
                        tenant.config.getConfigMapping(OwnerSettings.class))));
        channelCheck(tenant, notificationChannel).ifPresent(checks::add);
        writeAs.ifPresent(user -> checks.add(new WriteLine(user, tenant)));
        return checks;
    }

    private static List<Set<String>> forGraph(ScopeSettings scope) {
        Set<String> users = Set.of("User.Read.All");
        return scope.bounded() ? List.of(users, Set.of("GroupMember.Read.All")) : List.of(users);
    }

    /** The check of the notification channel. */
    private static Optional<Check> channelCheck(Tenant tenant, NotificationChannel notificationChannel) {
        return switch (notificationChannel.mode()) {
            case WEBHOOK ->
                tenant.config
                        .getConfigMapping(WebhookUrlSettings.class)
                        .publicUrl()
                        .map(PublicUrlLine::new);
            case EVENT_HUB ->
                notificationChannel
                        .eventHub()
                        .map(address -> new EventHubLine(new EventHubConnection(
                                address,
                                tenant.config.getConfigMapping(EventHubSettings.class),
                                tenant.access.tokens())));
            case NONE -> Optional.empty();
        };
    }

    private static NotificationChannel notifications(SmallRyeConfig config) {
        return new NotificationChannel(
                config.getConfigMapping(NotificationSettings.class),
                config.getConfigMapping(WebhookUrlSettings.class),
                config.getConfigMapping(EventHubSettings.class));
    }

    private static KafkaClients kafka(SmallRyeConfig config) {
        return new KafkaClients(
                new KafkaRuntimeConfigProducer()
                        .createKafkaRuntimeConfig(config, config.getConfigMapping(ApplicationConfig.class)),
                config.getConfigMapping(TopicSettings.class));
    }
}
