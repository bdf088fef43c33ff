package de.lopezitwelt.system.faults.drill;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What was acknowledged, and to whom: in memory, and in a file so that a later part of the drill knows it too. */
final class Ledger implements AutoCloseable {
    /** What can be written; each row carries a text that no other has. */
    enum Kind {
        MESSAGE("lopez_chat.chat_messages", "content"),
        SESSION("lopez_chat.chat_sessions", "title"),
        AGENT("lopez_agent.ai_agents", "name"),
        ORGANIZATION("lopez_org_billing.organizations", "name");

        final String table;
        final String textColumn;

        Kind(String table, String textColumn) {
            this.table = table;
            this.textColumn = textColumn;
        }
    }

    /** @param id of the row; empty when the answer did not tell it */
    record Entry(String id, String text) {}

    private final Map<Kind, List<Entry>> entries = new EnumMap<>(Kind.class);
    private final Set<String> users = new TreeSet<>();
    private final BufferedWriter file;

    /** @param file is read first if it exists */
    Ledger(Path file) throws IOException {
        for (Kind kind : Kind.values()) {
            entries.put(kind, new ArrayList<>());
        }
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(this::restore);
        }
        this.file = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    synchronized void user(String id) {
        users.add(id);
        write("USER\t" + id);
    }

    synchronized void acknowledged(Kind kind, String id, String text) {
        of(kind).add(new Entry(id, text));
        write(kind + "\t" + id + "\t" + text);
    }

    synchronized int count(Kind kind) {
        return of(kind).size();
    }

    synchronized List<Entry> entries(Kind kind) {
        return List.copyOf(of(kind));
    }

    synchronized Set<String> users() {
        return Set.copyOf(users);
    }

    private List<Entry> of(Kind kind) {
        return entries.computeIfAbsent(kind, key -> new ArrayList<>());
    }

    private void restore(String line) {
        String[] fields = line.split("\t", -1);
        if (fields[0].equals("USER")) {
            users.add(fields[1]);
        } else {
            of(Kind.valueOf(fields[0])).add(new Entry(fields[1], fields[2]));
        }
    }

    private void write(String line) {
        try {
            file.write(line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
