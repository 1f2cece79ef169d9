package io.photosync.sandbox;

import static io.photosync.testkit.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.models.Subscription;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import io.photosync.sandbox.graph.DeliveryRules;
import io.photosync.sandbox.people.Person;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Subscriptions and notifications of the sandbox's Graph, driven by Microsoft's own client and a real listener. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphSubscriptionsTest {
    private static final DeliveryRules QUICK = DeliveryRules.MICROSOFT.faster(20);

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.forTests());
    private final GraphServiceClient graph = GraphVisitor.of(sandbox);
    private Listener listener;

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @BeforeEach
    void listen() throws IOException {
        listener = new Listener();
        sandbox.switches().setDeliveryRules(QUICK);
        sandbox.switches().setPhotoChangeNotifies(true);
    }

    @AfterEach
    void unsubscribe() {
        graph.subscriptions().get().getValue().forEach(subscription -> graph.subscriptions()
                .bySubscriptionId(subscription.getId())
                .delete());
        listener.close();
    }

    @Test
    void a_subscription_is_made_once_its_urls_have_shaken_hands() {
        // When
        Subscription made = graph.subscriptions().post(wanted());

        // Then
        assertThat(graph.subscriptions().bySubscriptionId(made.getId()).get().getResource())
                .isEqualTo("/users");
        assertThat(made.getClientState()).isEqualTo("our secret");
    }

    @Test
    void a_listener_that_echoes_the_encoded_token_gets_no_subscription() {
        // Given
        listener.echoEncoded();

        // When
        ODataError refused = error(() -> graph.subscriptions().post(wanted()));

        // Then
        assertThat(refused.getMessage()).contains("Response must exactly match validationToken");
        assertThat(graph.subscriptions().get().getValue()).isEmpty();
    }

    @Test
    void a_listener_that_is_not_there_gets_no_subscription() {
        // Given
        Subscription wanted = wanted();
        listener.close();

        // When
        ODataError refused = error(() -> graph.subscriptions().post(wanted));

        // Then
        assertThat(refused.getResponseStatusCode()).isEqualTo(400);
        assertThat(refused.getMessage()).contains("Subscription validation request failed");
    }

    @Test
    void asking_for_the_same_twice_is_a_conflict_that_names_the_first() {
        // Given
        Subscription first = graph.subscriptions().post(wanted());

        // When
        ODataError refused = error(() -> graph.subscriptions().post(wanted()));

        // Then
        assertThat(refused.getResponseStatusCode()).isEqualTo(409);
        assertThat(refused.getMessage())
                .isEqualTo("Subscription Id " + first.getId() + " already exists for the requested combination");
    }

    @Test
    void a_lifetime_of_more_than_29_days_is_refused_and_a_short_one_is_raised() {
        // Given
        Subscription tooLong = wanted();
        tooLong.setExpirationDateTime(OffsetDateTime.now(ZoneOffset.UTC).plusDays(30));
        Subscription tooShort = wanted();
        tooShort.setExpirationDateTime(OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(1));

        // When
        ODataError refused = error(() -> graph.subscriptions().post(tooLong));
        Subscription made = graph.subscriptions().post(tooShort);

        // Then
        assertThat(refused.getMessage()).contains("41760 minutes");
        assertThat(made.getExpirationDateTime())
                .isAfter(OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(44));
    }

    @Test
    void a_renewal_moves_the_expiry() {
        // Given
        Subscription made = graph.subscriptions().post(wanted());
        Subscription renewal = new Subscription();
        OffsetDateTime later = OffsetDateTime.ofInstant(Instant.now().plus(Duration.ofDays(20)), ZoneOffset.UTC);
        renewal.setExpirationDateTime(later);

        // When
        Subscription renewed =
                graph.subscriptions().bySubscriptionId(made.getId()).patch(renewal);

        // Then
        assertThat(renewed.getExpirationDateTime()).isEqualTo(later);
    }

    @Test
    void a_changed_photo_is_told_with_client_state_and_capital_users() {
        // Given
        graph.subscriptions().post(wanted());
        Person person = person(0);

        // When
        sandbox.exchangePhotos().putPortrait(person, 1234);

        // Then
        await().until(() -> !listener.items().isEmpty());
        JsonNode item = listener.items().getFirst();
        assertThat(item.path("resource").asText()).isEqualTo("Users/" + person.id());
        assertThat(item.path("clientState").asText()).isEqualTo("our secret");
        assertThat(item.path("resourceData").path("sequenceNumber").asLong()).isGreaterThan(1L << 53);
    }

    @Test
    void a_changed_photo_is_kept_quiet_when_the_switch_says_so_and_a_changed_name_is_not() {
        // Given
        graph.subscriptions().post(wanted());
        sandbox.switches().setPhotoChangeNotifies(false);
        com.microsoft.graph.models.User renamed = new com.microsoft.graph.models.User();
        renamed.setDisplayName("Somebody Else");

        // When
        sandbox.exchangePhotos().putPortrait(person(1), 99);
        graph.users().byUserId(person(2).id()).patch(renamed);

        // Then
        await().until(() -> !listener.items().isEmpty());
        assertThat(listener.items())
                .extracting(item -> item.path("resourceData").path("id").asText())
                .containsExactly(person(2).id());
    }

    @Test
    void changes_in_quick_succession_come_in_one_request() {
        // Given
        sandbox.switches().setDeliveryRules(DeliveryRules.MICROSOFT.grouping(Duration.ofSeconds(4)));
        graph.subscriptions().post(wanted());

        // When
        List.of(3, 4, 5).forEach(number -> sandbox.exchangePhotos().putPortrait(person(number), number));

        // Then
        await().until(() -> listener.items().size() == 3);
        assertThat(listener.bodies()).hasSize(1);
    }

    @Test
    void a_notification_that_is_answered_503_comes_again() {
        // Given
        graph.subscriptions().post(wanted());
        listener.refuse(2);

        // When
        sandbox.exchangePhotos().putPortrait(person(6), 6);

        // Then
        await().until(() -> listener.items().size() == 1);
        assertThat(listener.refusalsLeft()).isZero();
    }

    @Test
    void a_slow_endpoint_loses_notifications() {
        // Given
        sandbox.switches().setDeliveryRules(DeliveryRules.MICROSOFT.faster(100).judgingAfter(3));
        graph.subscriptions().post(wanted());
        listener.answerAfter(Duration.ofSeconds(20));
        sandbox.exchangePhotos().putPortrait(person(7), 7);

        // When
        await().until(() -> {
            sandbox.exchangePhotos().putPortrait(person(8), 8);
            return sandbox.deliveries().lost() > 0;
        });

        // Then
        assertThat(listener.items()).isEmpty();
    }

    private Subscription wanted() {
        Subscription subscription = new Subscription();
        subscription.setChangeType("updated,deleted");
        subscription.setResource("/users");
        subscription.setNotificationUrl(listener.url("/notifications"));
        subscription.setLifecycleNotificationUrl(listener.url("/lifecycle?kept=yes"));
        subscription.setClientState("our secret");
        subscription.setExpirationDateTime(OffsetDateTime.now(ZoneOffset.UTC).plusDays(2));
        return subscription;
    }

    private Person person(int position) {
        return sandbox.directory().all().stream()
                .filter(Person::mailbox)
                .skip(position)
                .findFirst()
                .orElseThrow();
    }

    private static ODataError error(ThrowingCallable call) {
        return catchThrowableOfType(ODataError.class, call);
    }
}
