package org.ltet.simulators.hrms;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everybody in the order of their numbers: the made-up population, with what was changed since laid over it. */
@Component
final class PeopleDirectory {

    private final Population population;
    private final Clock clock;
    private final Map<String, Person> changed = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<String, Person> joined = new ConcurrentSkipListMap<>();

    PeopleDirectory(Population population, Clock clock) {
        this.population = population;
        this.clock = clock;
    }

    Atlas atlas() {
        return population.atlas;
    }

    int size() {
        return population.size() + joined.size();
    }

    @Nullable
    Person find(String number) {
        Person later = changed.getOrDefault(number, joined.get(number));
        if (later != null) {
            return later;
        }
        int index = population.indexOf(number);
        return index < 0 ? null : population.person(index);
    }

    /** At most {@code limit} people after the given number, in order. */
    List<Person> page(PeopleFilter filter, String after, int limit) {
        List<Person> found = new ArrayList<>();
        if (filter.number() != null) {
            Person person = filter.number().compareTo(after) > 0 ? find(filter.number()) : null;
            if (person != null && filter.admits(person.number(), person.lastModified())) {
                found.add(person);
            }
            return found;
        }
        int size = population.size();
        int start = after.isEmpty() ? 0 : population.indexAfter(after);
        for (int index = start; index < size && found.size() < limit; index++) {
            Person later = changed.isEmpty() ? null : changed.get(population.number(index));
            Instant modified = later == null ? population.lastModified(index) : later.lastModified();
            if (filter.admits("", modified)) {
                found.add(later == null ? population.person(index) : later);
            }
        }
        for (Person person : joined.tailMap(after, false).values()) {
            if (found.size() < limit && filter.admits("", person.lastModified())) {
                found.add(person);
            }
        }
        return found;
    }

    synchronized Person change(String number, UnaryOperator<Person> change) {
        Person before = find(number);
        if (before == null) {
            throw new ODataException("COE_NOT_FOUND", "no person " + number);
        }
        Person after = change.apply(before).modifiedAt(now(before.lastModified()));
        (joined.containsKey(number) ? joined : changed).put(number, after);
        return after;
    }

    /** A joiner's number follows all others, so that the order of numbers stays the order of joining the list. */
    synchronized String nextNumber() {
        String last = joined.isEmpty() ? population.number(population.size() - 1) : joined.lastKey();
        return String.valueOf(Long.parseLong(last) + 1);
    }

    synchronized Person join(Person person) {
        if (find(person.number()) != null || person.number().compareTo(nextNumber()) < 0) {
            throw new ODataException("COE_CONFLICT", "number " + person.number() + " is not free");
        }
        Person stored = person.modifiedAt(now(Instant.MIN));
        joined.put(stored.number(), stored);
        return stored;
    }

    synchronized void forgetChanges() {
        changed.clear();
        joined.clear();
    }

    Instant now(Instant before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isAfter(before) ? now : before.plusMillis(1);
    }
}
