package io.photosync.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.photosync.sandbox.entra.IdTokenSwitches;
import io.photosync.sandbox.entra.Resources;
import io.photosync.sandbox.entra.Tokens;
import io.photosync.sandbox.graph.DeltaChanges;
import io.photosync.sandbox.graph.Notifier;
import io.photosync.sandbox.graph.SubscriptionListing;
import io.photosync.sandbox.graph.Switches;
import io.photosync.sandbox.http.Json;
import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Directory;
import io.photosync.sandbox.people.Person;
import io.photosync.sandbox.people.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code token}, {@code users}, {@code people}, {@code settings}, {@code consent} and {@code lifecycle}. */
final class TenantControl {
    private static final Set<String> PERSON =
            Set.of("id", "userPrincipalName", "displayName", "mailbox", "guest", "accountEnabled", "removed");

    private final Directory directory;
    private final Resources resources;
    private final Tokens tokens;
    private final Switches switches;
    private final Notifier notifier;

    TenantControl(Directory directory, Resources resources, Tokens tokens, Switches switches, Notifier notifier) {
        this.directory = directory;
        this.resources = resources;
        this.tokens = tokens;
        this.switches = switches;
        this.notifier = notifier;
    }

    Response token(Request request, Map<String, String> path) throws BadField {
        String audience = Fields.required("audience", request.param("audience"));
        List<String> all = resources
                .allRolesOf(audience)
                .orElseThrow(() -> new BadField("audience", "is no resource of this tenant: " + audience));
        Tokens.Issued issued = tokens.issue(Tenant.VISITOR, audience, all, true);
        return Response.json(
                200,
                Json.object()
                        .put("token_type", "Bearer")
                        .put("expires_in", issued.lifetime().toSeconds())
                        .put("access_token", issued.accessToken()));
    }

    Response users(Request request, Map<String, String> path) {
        ArrayNode users = Json.array();
        directory.all().forEach(person -> users.addObject()
                .put("id", person.id())
                .put("userPrincipalName", person.userPrincipalName())
                .put("mailbox", person.mailbox()));
        return Response.json(200, users);
    }

    /** Adds a person, changes the one who has this id, or removes them. */
    Response putPerson(Request request, Map<String, String> path) throws BadField {
        Fields fields = Fields.of(request, PERSON);
        String id = Fields.required("id", fields.text("id"));
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new BadField("id", "must be a GUID in lower case, got " + id);
        }
        if (fields.flag("removed").orElse(false)) {
            directory.remove(id).orElseThrow(() -> new BadField("id", "is nobody's: " + id));
            return Response.empty(204);
        }
        Optional<Person> before = directory.find(id);
        String name = Fields.required(
                "userPrincipalName", fields.text("userPrincipalName").or(() -> before.map(Person::userPrincipalName)));
        directory.put(new Person(
                id,
                name,
                fields.text("displayName")
                        .or(() -> before.map(Person::displayName))
                        .orElse(name),
                before.map(Person::mail).orElse(name),
                before.map(Person::department).orElse("Visitors"),
                fields.flag("mailbox").or(() -> before.map(Person::mailbox)).orElse(true),
                fields.flag("guest").or(() -> before.map(Person::guest)).orElse(name.contains("#EXT#")),
                fields.flag("accountEnabled")
                        .or(() -> before.map(Person::enabled))
                        .orElse(true)));
        return Response.json(200, Json.of(directory.find(id).orElseThrow()));
    }

    Response putSettings(Request request, Map<String, String> path) throws BadField {
        Fields fields = Fields.of(
                request,
                Set.of(
                        "photoChangeNotifies",
                        "photosPerBatch",
                        "photosHidden",
                        "photoBytesLagSeconds",
                        "listsCutShort",
                        "groupsCutShort",
                        "deltaChanges",
                        "subscriptionsListed",
                        "duplicateSubscriptions",
                        "tokenLifetimeSeconds",
                        "idTokenLifetimeSeconds",
                        "idTokenForeignSignature",
                        "idTokenWrongNonce"));
        fields.flag("photoChangeNotifies").ifPresent(switches::setPhotoChangeNotifies);
        fields.flag("photosHidden").ifPresent(switches::setPhotosHidden);
        fields.flag("listsCutShort").ifPresent(switches::setListsCutShort);
        fields.flag("groupsCutShort").ifPresent(switches::setGroupsCutShort);
        fields.number("photoBytesLagSeconds", 0, 86_400)
                .map(Duration::ofSeconds)
                .ifPresent(switches::setPhotoBytesLag);
        Optional<String> telling = fields.text("deltaChanges");
        if (telling.isPresent()) {
            switches.setDeltaChanges(DeltaChanges.labelled(telling.get())
                    .orElseThrow(
                            () -> new BadField("deltaChanges", "must be whole, sparse or lost, got " + telling.get())));
        }
        putSubscriptionSettings(fields);
        fields.number("photosPerBatch", 0, 20).ifPresent(switches::setPhotosPerBatch);
        fields.number("tokenLifetimeSeconds", 1, 86_400)
                .map(Duration::ofSeconds)
                .ifPresent(tokens::setLifetime);
        putIdTokenSettings(fields);
        return settings(request, path);
    }

    private void putIdTokenSettings(Fields fields) throws BadField {
        IdTokenSwitches idTokens = tokens.idTokens();
        fields.number("idTokenLifetimeSeconds", 1, 86_400)
                .map(Duration::ofSeconds)
                .ifPresent(idTokens::setLifetime);
        fields.flag("idTokenForeignSignature").ifPresent(idTokens::setForeignSignature);
        fields.flag("idTokenWrongNonce").ifPresent(idTokens::setWrongNonce);
    }

    private void putSubscriptionSettings(Fields fields) throws BadField {
        fields.flag("duplicateSubscriptions").ifPresent(switches::setDuplicateSubscriptions);
        Optional<String> listed = fields.text("subscriptionsListed");
        if (listed.isPresent()) {
            switches.setSubscriptionListing(SubscriptionListing.labelled(listed.get())
                    .orElseThrow(() -> new BadField(
                            "subscriptionsListed",
                            "must be whole, empty, emptyPages, endless or expired, got " + listed.get())));
        }
    }

    Response settings(Request request, Map<String, String> path) {
        return Response.json(
                200,
                Json.object()
                        .put("photoChangeNotifies", switches.photoChangeNotifies())
                        .put("photosPerBatch", switches.photosPerBatch())
                        .put("photosHidden", switches.photosHidden())
                        .put("photoBytesLagSeconds", switches.photoBytesLag().toSeconds())
                        .put("listsCutShort", switches.listsCutShort())
                        .put("groupsCutShort", switches.groupsCutShort())
                        .put("deltaChanges", switches.deltaChanges().label())
                        .put(
                                "subscriptionsListed",
                                switches.subscriptionListing().label())
                        .put("duplicateSubscriptions", switches.duplicateSubscriptions())
                        .put("tokenLifetimeSeconds", tokens.lifetime().toSeconds())
                        .put(
                                "idTokenLifetimeSeconds",
                                tokens.idTokens().lifetime().toSeconds())
                        .put("idTokenForeignSignature", tokens.idTokens().foreignSignature())
                        .put("idTokenWrongNonce", tokens.idTokens().wrongNonce()));
    }

    /** Replaces what photo sync was granted of one resource, for tokens from now on. */
    Response putConsent(Request request, Map<String, String> path) throws BadField {
        Fields fields = Fields.of(request, Set.of("audience", "roles"));
        String audience = Fields.required("audience", fields.text("audience"));
        if (!fields.json().path("roles").isArray()) {
            throw new BadField("roles", "must be a list of strings");
        }
        List<String> roles = new ArrayList<>();
        fields.json().path("roles").forEach(role -> roles.add(role.asText()));
        if (!resources.grant(audience, List.copyOf(roles))) {
            throw new BadField("audience", "is no resource of this tenant: " + audience);
        }
        return Response.empty(204);
    }

    Response lifecycle(Request request, Map<String, String> path) throws BadField {
        Fields fields = Fields.of(request, Set.of("event"));
        String event = fields.text("event").orElse("reauthorizationRequired");
        if (!Set.of("reauthorizationRequired", "subscriptionRemoved", "missed").contains(event)) {
            throw new BadField("event", "must be reauthorizationRequired, subscriptionRemoved or missed, got " + event);
        }
        return Response.json(200, Json.object().put("sent", notifier.lifecycle(event)));
    }
}
