package dev.earshot.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Copies of one database on its server: each of those compared works in its own, on the same data. */
final class Databases implements AutoCloseable {
    private final Connection server;
    private final String original;

    private Databases(Connection server, String original) {
        this.server = server;
        this.original = original;
    }

    static Databases of(String original, String... copies) throws SQLException {
        String name = original.substring(original.lastIndexOf('/') + 1);
        Databases databases = new Databases(connect(original.replace("/" + name, "/postgres")), original);
        try (Statement statement = databases.server.createStatement()) {
            for (String copy : copies) {
                statement.executeUpdate("create database " + name + "_" + copy + " template " + name);
            }
        }
        return databases;
    }

    static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection("jdbc:" + url, "postgres", "");
    }

    String url(String copy) {
        return original + "_" + copy;
    }

    /** The process whose children serve the connections. */
    long postmaster() throws SQLException {
        try (Statement statement = server.createStatement();
                ResultSet file =
                        statement.executeQuery("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)")) {
            file.next();
            return Long.parseLong(file.getString(1));
        }
    }

    @Override
    public void close() throws SQLException {
        server.close();
    }
}
