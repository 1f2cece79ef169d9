package io.photosync.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingProxyTest {
    private static final URI GRAPH = URI.create("https://graph.microsoft.com/v1.0/users");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://proxy.contoso.example:3128",
                "http://proxy.contoso.example:3128/",
                "proxy.contoso.example:3128"
            })
    void a_proxy_is_a_host_and_a_port(String setting) {
        Proxy proxy = proxy(setting, "").forUri(GRAPH).orElseThrow();

        assertThat(proxy.type()).isEqualTo(Proxy.Type.HTTP);
        InetSocketAddress address = (InetSocketAddress) proxy.address();
        assertThat(address.getHostString()).isEqualTo("proxy.contoso.example");
        assertThat(address.getPort()).isEqualTo(3128);
        assertThat(address.isUnresolved()).isTrue();
    }

    @Test
    void the_exceptions_are_reached_directly() {
        OutgoingProxy proxy = proxy("http://proxy.contoso.example:3128", "graph.microsoft.com:443");

        assertThat(proxy.forUri(GRAPH)).isEmpty();
        assertThat(proxy.selector().select(GRAPH)).containsExactly(Proxy.NO_PROXY);
        assertThat(proxy.forUri(URI.create("https://login.microsoftonline.com/")))
                .isPresent();
    }

    @Test
    void without_a_proxy_of_ours_this_java_decides() {
        assertThat(new OutgoingProxy(Optional.empty(), Optional.empty()).selector())
                .isSameAs(ProxySelector.getDefault());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://proxy.contoso.example:3128",
                "socks5://proxy.contoso.example:1080",
                "proxy.contoso.example",
                "http://proxy.contoso.example:3128/path",
                "http://ada:secret@proxy.contoso.example:3128",
                "http://not a url:1"
            })
    void what_cannot_be_used_is_refused_without_showing_it(String setting) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> proxy(setting, ""))
                .withMessageContaining("must be http://host:port")
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    private static OutgoingProxy proxy(String httpsProxy, String noProxy) {
        return new OutgoingProxy(Optional.of(httpsProxy), Optional.of(noProxy));
    }
}
