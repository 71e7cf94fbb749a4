package org.ltet.portal.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the JSON protocol of AWS KMS over HTTP as its documentation describes it: Encrypt, Decrypt and
 * GenerateDataKey, with encryption context. Its keys never leave it. It does not check signatures, only that there is
 * one.
 */
public final class KmsStandIn implements AutoCloseable {

    private static final String SERVICE = "TrentService.";

    private final HttpServer server;
    private final JsonMapper json = JsonMapper.shared();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    /** "Encrypt arn:...", in the order in which they came. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    private volatile boolean down;

    public KmsStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public String createKey(String name) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        String arn = "arn:aws:kms:ap-south-1:111122223333:key/" + name;
        keys.put(arn, new SecretKeySpec(key, "AES"));
        return arn;
    }

    /** The same key in another region. */
    public String replicate(String arn, String region) {
        String replica = arn.replace(":ap-south-1:", ":" + region + ":");
        keys.put(replica, Objects.requireNonNull(keys.get(arn)));
        return replica;
    }

    /** The region of this key does not answer any more. */
    public void lose(String arn) {
        keys.remove(arn);
    }

    public void goDown(boolean isDown) {
        this.down = isDown;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = json.readTree(exchange.getRequestBody().readAllBytes());
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String signed = exchange.getRequestHeaders().getFirst("Authorization");
            if (down) {
                reply(exchange, 500, Map.of("__type", "KMSInternalException", "message", "not today"));
            } else if (signed == null || !signed.startsWith("AWS4-HMAC-SHA256 Credential=")) {
                reply(exchange, 400, Map.of("__type", "MissingAuthenticationTokenException", "message", "sign it"));
            } else {
                perform(exchange, target.substring(SERVICE.length()), request);
            }
        }
    }

    private void perform(HttpExchange exchange, String operation, JsonNode request) throws IOException {
        String keyId = request.get("KeyId").asString();
        asked.add(operation + " " + keyId);
        SecretKeySpec key = keys.get(keyId);
        if (key == null) {
            reply(
                    exchange,
                    400,
                    Map.of("__type", "NotFoundException", "message", "Key '" + keyId + "' does not exist"));
            return;
        }
        byte[] context = context(request.get("EncryptionContext"));
        try {
            switch (operation) {
                case "Encrypt" ->
                    reply(
                            exchange,
                            200,
                            Map.of(
                                    "KeyId",
                                    keyId,
                                    "CiphertextBlob",
                                    sealed(key, context, bytes(request, "Plaintext"))));
                case "Decrypt" ->
                    reply(
                            exchange,
                            200,
                            Map.of(
                                    "KeyId",
                                    keyId,
                                    "Plaintext",
                                    opened(key, context, bytes(request, "CiphertextBlob"))));
                case "GenerateDataKey" -> {
                    byte[] fresh = new byte[32];
                    random.nextBytes(fresh);
                    reply(
                            exchange,
                            200,
                            Map.of(
                                    "KeyId", keyId,
                                    "Plaintext", Base64.getEncoder().encodeToString(fresh),
                                    "CiphertextBlob", sealed(key, context, fresh)));
                }
                default -> reply(exchange, 400, Map.of("__type", "UnknownOperationException"));
            }
        } catch (GeneralSecurityException e) {
            reply(exchange, 400, Map.of("__type", "InvalidCiphertextException"));
        }
    }

    private String sealed(SecretKeySpec key, byte[] context, byte[] clear) throws GeneralSecurityException {
        byte[] nonce = new byte[12];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, context, clear);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(12 + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    private static String opened(SecretKeySpec key, byte[] context, byte[] blob) throws GeneralSecurityException {
        ByteBuffer buffer = ByteBuffer.wrap(blob);
        byte[] nonce = new byte[12];
        buffer.get(nonce);
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return Base64.getEncoder().encodeToString(crypt(Cipher.DECRYPT_MODE, key, nonce, context, sealed));
    }

    private static byte[] crypt(int mode, SecretKeySpec key, byte[] nonce, byte[] context, byte[] content)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(context);
        return cipher.doFinal(content);
    }

    private static byte[] bytes(JsonNode request, String field) {
        return Base64.getDecoder().decode(request.get(field).asString());
    }

    private static byte[] context(JsonNode context) {
        Map<String, String> sorted = new TreeMap<>();
        if (context != null) {
            context.properties()
                    .forEach(
                            entry -> sorted.put(entry.getKey(), entry.getValue().asString()));
        }
        return sorted.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void reply(HttpExchange exchange, int status, Map<String, String> body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
