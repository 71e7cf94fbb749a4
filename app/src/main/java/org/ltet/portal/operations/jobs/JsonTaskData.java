package org.ltet.portal.operations.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Job data as JSON, so that an operator can read it and a new version of the portal can still do an old job. */
final class JsonTaskData implements Serializer {

    private final JsonMapper mapper = JsonMapper.shared();

    @Override
    public byte[] serialize(@Nullable Object data) {
        return mapper.writeValueAsBytes(data);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] serialized) {
        return mapper.readValue(serialized, type);
    }
}
