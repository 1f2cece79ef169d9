package io.photosync.sandbox;

import io.photosync.sandbox.control.Control;
import io.photosync.sandbox.entra.Entra;
import io.photosync.sandbox.entra.RedirectUris;
import io.photosync.sandbox.entra.Resources;
import io.photosync.sandbox.entra.Tokens;
import io.photosync.sandbox.faults.Counters;
import io.photosync.sandbox.faults.Faults;
import io.photosync.sandbox.faults.Latency;
import io.photosync.sandbox.faults.Service;
import io.photosync.sandbox.faults.Troubles;
import io.photosync.sandbox.graph.Deliveries;
import io.photosync.sandbox.graph.EventHubs;
import io.photosync.sandbox.graph.Graph;
import io.photosync.sandbox.graph.Notifier;
import io.photosync.sandbox.graph.SubscriptionStore;
import io.photosync.sandbox.graph.Subscriptions;
import io.photosync.sandbox.graph.Switches;
import io.photosync.sandbox.http.Handler;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.ExchangePhotos;
import io.photosync.sandbox.people.Groups;
import io.photosync.sandbox.people.Tenant;
import io.photosync.sandbox.sharepoint.Failures;
import io.photosync.sandbox.sharepoint.LegacyProfiles;
import io.photosync.sandbox.sharepoint.SharePoint;
import io.photosync.sandbox.sharepoint.SharePointSettings;
import io.photosync.sandbox.tls.Keyring;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The tenant's services over one directory, wired together and put behind their ports. */
final class Microsoft365 implements AutoCloseable {
    final Directory directory;
    final ExchangePhotos photos;
    final Groups groups;
    final Switches switches;
    final Troubles troubles;
    final Resources resources = new Resources();
    final RedirectUris redirectUris = new RedirectUris();
    final Tokens tokens;
    final Notifier notifier;
    final SubscriptionStore store;
    final EventHubs eventHubs;
    final Deliveries deliveries;
    final SharePoint sharePoint;
    private final HttpClient client;

    Microsoft365(SandboxSettings settings, Keyring keys, Services services, KafkaNode broker, Clock clock) {
        directory = new Directory(settings.people());
        photos = new ExchangePhotos(settings.people());
        groups = new Groups(directory, photos);
        switches = new Switches(settings.photoChangeNotifies());
        troubles = new Troubles(new Faults(directory), new Latency(), new Counters());
        tokens = new Tokens(keys.tokens(), services.entra().url(), clock);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(keys.clientContext())
                .build();
        store = new SubscriptionStore(clock);
        eventHubs = new EventHubs(broker::bootstrapServers);
        deliveries = new Deliveries(client, eventHubs, clock, switches::deliveryRules);
        notifier = new Notifier(store, deliveries, clock);
        photos.onChange(id -> {
            if (switches.photoChangeNotifies()) {
                notifier.updated(id);
            }
        });
        directory.onChange(notifier::updated);
        sharePoint = new SharePoint(
                SharePointSettings.of(
                        URI.create(services.mySite().url()),
                        URI.create(services.admin().url())),
                directory::find,
                tokens,
                units -> troubles.counters().resourceUnits(Service.SHAREPOINT, units),
                clock);
        LegacyProfiles.seed(sharePoint, settings.people());
        registerResources(services);
        serveEntra(services, keys, clock);
        serveGraph(services, new Subscriptions(store, services.graph().url(), client, eventHubs, switches, clock));
        serveSharePoint(services);
    }

    private void registerResources(Services services) {
        resources.register(services.graph().url(), Resources.graph());
        resources.register(services.mySite().url(), Resources.sharePoint());
        resources.register(services.admin().url(), Resources.sharePoint());
        resources.register(Sandbox.EVENT_HUBS, Resources.eventHubs());
        resources.register("api://" + Tenant.APP, Resources.photoSync());
    }

    private void serveEntra(Services services, Keyring keys, Clock clock) {
        Entra entra = new Entra(services.entra().url(), keys, resources, redirectUris, tokens, clock);
        services.entra().serve(troubles.around(Service.ENTRA, entra, Microsoft365::entraError));
    }

    private void serveGraph(Services services, Subscriptions subscriptions) {
        Graph graph =
                new Graph(services.graph().url(), tokens, directory, photos, groups, subscriptions, switches, troubles);
        Control control =
                new Control(directory, groups, resources, tokens, switches, notifier, sharePoint, photos, troubles);
        services.graph().serve(request -> {
            Handler answering = request.path().startsWith(Control.PREFIX) ? control : graph;
            return answering.handle(request);
        });
    }

    /** SharePoint has two hosts and one state. */
    private void serveSharePoint(Services services) {
        services.mySite().serve(troubles.around(Service.SHAREPOINT, sharePoint.mySite(), Failures::ofStatus));
        services.admin().serve(troubles.around(Service.SHAREPOINT, sharePoint.admin(), Failures::ofStatus));
    }

    private static Response entraError(int status) {
        return Response.json(
                status,
                Json.object()
                        .put("error", status == 429 ? "temporarily_unavailable" : "server_error")
                        .put("error_description", "AADSTS90033: A transient error has occurred. Please try again."));
    }

    /** What must not be forgotten over a live reload, in types of the JDK. */
    Map<String, Object> memory() {
        return Map.of(
                "exchange", photos.memory(),
                "sharepoint", sharePoint.memory(),
                "subscriptions", store.memory());
    }

    @SuppressWarnings("unchecked")
    void recall(Map<String, Object> memory) {
        photos.recall((Map<String, List<Object>>) memory.get("exchange"));
        sharePoint.recall((Map<String, Object>) memory.get("sharepoint"));
        store.recall((List<List<Object>>) memory.get("subscriptions"));
    }

    @Override
    public void close() {
        deliveries.close();
        eventHubs.close();
        client.close();
    }
}
