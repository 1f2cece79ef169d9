package io.photosync.sharepoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.photosync.budget.Budget;
import io.photosync.budget.BudgetSettings;
import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCalls;
import io.photosync.call.Priority;
import io.photosync.call.RequestMetrics;
import io.photosync.identity.IdentitySettings;
import io.photosync.identity.OutgoingProxy;
import io.photosync.identity.Tokens;
import io.photosync.identity.TrustedAuthorities;
import io.photosync.sandbox.entra.Entra;
import io.photosync.sandbox.entra.RedirectUris;
import io.photosync.sandbox.entra.Resources;
import io.photosync.sandbox.faults.Counters;
import io.photosync.sandbox.faults.Fault;
import io.photosync.sandbox.faults.Faults;
import io.photosync.sandbox.faults.Latency;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.faults.Troubles;
import io.photosync.sandbox.http.Handler;
import io.photosync.sandbox.http.HttpsService;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import io.photosync.sandbox.sharepoint.SharePoint;
import io.photosync.sandbox.tls.Keyring;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The room as the service has it, before the sandbox's Entra and SharePoint: real TLS, real tokens, faults on wish. */
final class SharePointTenant implements AutoCloseable {
    static final Clock CLOCK = Clock.systemUTC();

    final Directory directory = new Directory(60);
    final Faults faults = new Faults(directory);
    final Latency latency = new Latency();
    final Counters counters = new Counters();
    final Resources resources = new Resources();
    final MeterRegistry meters = new SimpleMeterRegistry();
    final SharePoint sharePoint;
    final SharePointClient client;
    final PhotoLibrary library;
    final PhotoFolder folder;
    final Profiles profiles;
    final SharePointSettings settings;
    private final HttpsService entra;
    private final HttpsService mySite;
    private final HttpsService admin;
    private final SharePointTransport sharePointTransport;
    private final Troubles troubles = new Troubles(faults, latency, counters);

    SharePointTenant(Path files, Map<String, String> more) throws IOException {
        Keyring keys = Keyring.create(CLOCK);
        keys.write(files);
        entra = HttpsService.bind("Entra", 0, keys.serverContext());
        mySite = HttpsService.bind("my-site", 0, keys.serverContext());
        admin = HttpsService.bind("admin", 0, keys.serverContext());
        io.photosync.sandbox.entra.Tokens issued =
                new io.photosync.sandbox.entra.Tokens(keys.tokens(), entra.url(), CLOCK);
        resources.register(mySite.url(), Resources.sharePoint());
        resources.register(admin.url(), Resources.sharePoint());
        sharePoint = new SharePoint(
                io.photosync.sandbox.sharepoint.SharePointSettings.of(
                        URI.create(mySite.url()), URI.create(admin.url())),
                directory::find,
                issued,
                units -> counters.resourceUnits(Service.SHAREPOINT, units),
                CLOCK);
        entra.serve(troubles.around(
                Service.ENTRA,
                new Entra(entra.url(), keys, resources, new RedirectUris(), issued, CLOCK),
                Response::empty));
        mySite(sharePoint.mySite());
        admin.serve(inTrouble(sharePoint.admin()));

        SmallRyeConfig config = config(files, more);
        settings = config.getConfigMapping(SharePointSettings.class);
        IdentitySettings identity = config.getConfigMapping(IdentitySettings.class);
        TrustedAuthorities authorities = new TrustedAuthorities(identity);
        Budget budget = new Budget(CLOCK, config.getConfigMapping(BudgetSettings.class));
        sharePointTransport = new SharePointTransport(settings, authorities, new OutgoingProxy(identity), CLOCK);
        client = new SharePointClient(
                new MicrosoftCalls(budget, new Tokens(identity, authorities, CLOCK), new RequestMetrics(meters), CLOCK),
                sharePointTransport,
                budget,
                CLOCK);
        folder = new PhotoFolder(client, settings);
        library = new PhotoLibrary(client, folder, settings, CLOCK);
        profiles = new Profiles(client, settings);
    }

    private SmallRyeConfig config(Path files, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "photosync.tenant-id", Tenant.ID,
                "photosync.client-id", Tenant.APP,
                "photosync.certificate.path", files.resolve("client.pem").toString(),
                "photosync.certificate.key-path", files.resolve("client.key").toString(),
                "photosync.tls.trust-path", files.resolve("ca.pem").toString(),
                "photosync.login-url", entra.url(),
                "photosync.sharepoint.my-site-url", mySite.url(),
                "photosync.sharepoint.admin-url", admin.url()));
        properties.putAll(more);
        return new SmallRyeConfigBuilder()
                .withMapping(SharePointSettings.class)
                .withMapping(IdentitySettings.class)
                .withMapping(BudgetSettings.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
    }

    private Handler inTrouble(Handler host) {
        return troubles.around(
                Service.SHAREPOINT, host, status -> io.photosync.sandbox.sharepoint.Failures.ofStatus(status)
                        .with("SPRequestGuid", "fault-guid"));
    }

    /** What answers on the my-site host from now on. */
    void mySite(Handler other) {
        mySite.serve(inTrouble(other));
    }

    void sharePointFails(String match, int status, int times) {
        faults.put(Fault.always(Service.SHAREPOINT, match, status).times(times));
    }

    long requests() {
        return counters.of(Service.SHAREPOINT).requests();
    }

    Person person(Predicate<Person> which) {
        return directory.all().stream().filter(which).findFirst().orElseThrow();
    }

    Person member() {
        return person(one -> one.mailbox() && one.enabled());
    }

    static CallContext ask() {
        return within(Duration.ofSeconds(20));
    }

    static CallContext within(Duration patience) {
        return new CallContext(Priority.LIVE, CLOCK.instant().plus(patience));
    }

    void stopAnswering() {
        mySite.close();
        admin.close();
    }

    @Override
    public void close() {
        sharePointTransport.close();
        entra.close();
        stopAnswering();
    }
}
