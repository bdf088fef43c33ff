package de.lopezitwelt.auth.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How mail leaves. */
@ConfigMapping(prefix = "lopez.auth.mail")
public interface MailConfig {
    /** The SMTP server; its port, account and TLS are Quarkus Mailer's own keys, {@code quarkus.mailer.*}. */
    Optional<String> smtpHost();

    /** Where mails become files when there is no SMTP server. With neither, mails wait until they are too old. */
    Optional<Path> mailbox();

    /** The sender. */
    String from();

    /** The web application that links lead to. Never taken from a request: its {@code Host} is the sender's to choose. */
    @WithDefault("http://localhost:8080")
    URI linkBase();

    /** The language of mails to people of whom nothing is known. */
    @WithDefault("en")
    Language defaultLanguage();

    /** How often to look for mails to send. */
    @WithDefault("1S")
    Duration every();

    /** How long a mail belongs to the instance that sends it; afterwards another one tries. */
    @WithDefault("2M")
    Duration lease();

    /** The first pause after a failure; each further one doubles it. */
    @WithDefault("5S")
    Duration firstPause();

    /** Where doubling ends. */
    @WithDefault("15M")
    Duration longestPause();

    /** Mails that may be asked for without signing in, for one e-mail within the window. */
    @WithDefault("5")
    int requestsPerEmail();

    /** The same from one address (IPv6: one /64); an office shares one. */
    @WithDefault("100")
    int requestsPerAddress();

    /** The window of both. */
    @WithDefault("1H")
    Duration requestWindow();
}
