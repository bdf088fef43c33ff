package de.lopezitwelt.system.faults.drill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.system.faults.drill.Ledger.Kind;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Writes and writes, and repeats every call under its own Idempotency-Key until it is acknowledged. */
final class Talker {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration REGISTRATION_PAUSE = Duration.ofSeconds(2);
    private static final int REGISTRATIONS = 60;
    private static final int LONGEST_TALK = 40;
    private static final double HANG_UP = 0.02;
    private static final double REPLY = 0.1;

    private final Platform platform;
    private final Instances instances;
    private final Ledger ledger;
    private final Progress progress;
    private final Random random;
    private Person person;

    Talker(Platform platform, Instances instances, Ledger ledger, Progress progress, Random random)
            throws InterruptedException {
        this.platform = platform;
        this.instances = instances;
        this.ledger = ledger;
        this.progress = progress;
        this.random = random;
        this.person = register(platform);
        ledger.user(person.id());
    }

    void talkUntil(BooleanSupplier over, Duration pause) throws InterruptedException, TimeoutException {
        String agent = createAgent();
        write(Kind.ORGANIZATION, path -> platform.orgBilling("/api/v1/organizations"), "name", body());
        while (!over.getAsBoolean()) {
            if (random.nextInt(4) == 0) {
                agent = createAgent();
            }
            String session =
                    write(Kind.SESSION, chat -> chat + "/api/v1/sessions", "title", body().put("agent_id", agent));
            int messages = random.nextInt(1, LONGEST_TALK);
            for (int i = 0; i < messages && !over.getAsBoolean(); i++) {
                String query = random.nextDouble() < REPLY ? "" : "?reply=false";
                write(
                        Kind.MESSAGE,
                        chat -> chat + "/api/v1/sessions/" + session + "/messages" + query,
                        "content",
                        body());
                Thread.sleep(pause);
            }
        }
    }

    /** Passwords are costly to hash, and second instances start meanwhile: 503 is a right answer then. */
    private static Person register(Platform platform) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return Person.register(platform, "Drill");
            } catch (AssertionError busy) {
                if (attempt == REGISTRATIONS) {
                    throw busy;
                }
                Thread.sleep(REGISTRATION_PAUSE);
            }
        }
    }

    private String createAgent() throws InterruptedException, TimeoutException {
        ObjectNode agent = body().put("type", "assistant").put("model", Platform.OFFLINE_MODEL);
        agent.putObject("config").put("system_prompt", "Be brief.");
        return write(Kind.AGENT, chat -> platform.agent("/api/v1/agents"), "name", agent);
    }

    /** @return the new row's id, or nothing when only the reply to a message was lost */
    private String write(Kind kind, Function<String, String> url, String field, ObjectNode body)
            throws InterruptedException, TimeoutException {
        String text = "drill " + UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        body.put(field, text);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        for (int attempt = 0; System.nanoTime() < deadline; attempt++) {
            if (attempt == 1) {
                progress.count("calls repeated", 1);
            }
            try {
                Answer answer = attempt(url.apply(anyChat()), body, key);
                last = answer.toString();
                if (answer.status() == 200 || answer.status() == 201) {
                    String id = answer.status() == 200
                            ? answer.json().path("user_message").path("id").asText()
                            : answer.text("id");
                    ledger.acknowledged(kind, id, text);
                    return id;
                }
                if (answer.text("reason").equals("reply-interrupted")) {
                    ledger.acknowledged(kind, "", text);
                    return "";
                }
                judge(answer);
            } catch (IOException | AssertionError unreachable) {
                last = unreachable.toString();
                if (unreachable instanceof Refused refused) {
                    throw refused;
                }
            }
            Thread.sleep(PAUSE);
        }
        throw new TimeoutException(text + " was not acknowledged within " + PATIENCE + "; last: " + last);
    }

    private Answer attempt(String url, ObjectNode body, String key) throws IOException, InterruptedException {
        boolean hangUp = random.nextDouble() < HANG_UP;
        Duration patience = hangUp ? Duration.ofMillis(random.nextInt(1, 25)) : ANSWER;
        return person.client()
                .waitingAtMost(patience)
                .attempt("POST", url, body.toString(), Map.of("Idempotency-Key", key));
    }

    /** Answers that ask for another try are counted; a refusal ends the drill. */
    private void judge(Answer answer) {
        progress.count("answers " + answer.status(), 1);
        switch (answer.status()) {
            case 401 -> person = person.signedInAgain(platform);
            case 409, 429 -> {}
            default -> {
                if (answer.status() < 500) {
                    throw new Refused(answer);
                }
                if (answer.status() == 500) {
                    System.out.println("  " + answer);
                }
            }
        }
    }

    private String anyChat() {
        List<java.net.URI> all = instances.chat();
        return all.get(random.nextInt(all.size())).toString();
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** No fault explains this answer. */
    private static final class Refused extends AssertionError {
        private static final long serialVersionUID = 1;

        Refused(Answer answer) {
            super(answer.toString());
        }
    }
}
