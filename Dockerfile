# One image for web nodes, workers and commands; what a node is, its settings say: docs/operations/image.md.
# Built by scripts/build-and-push.sh after `mvn package`.
FROM eclipse-temurin:25-jre AS learnt
RUN groupadd --gid 10001 portal && useradd --uid 10001 --gid portal --no-create-home --shell /usr/sbin/nologin portal \
 && install -d -o portal -g portal /opt/portal
USER portal
WORKDIR /opt/portal
COPY --chown=portal:portal app/target/*-exec.jar /opt/portal/portal.jar
COPY --chown=portal:portal image/jvm.options /opt/portal/jvm.options
# A start with an empty database teaches the JVM which classes it needs: later starts take a third of the time.
RUN java -Djarmode=tools -jar portal.jar extract --destination unpacked \
 && mv unpacked/portal.jar unpacked/lib . \
 && java @jvm.options -XX:AOTCacheOutput=start.aot -Dspring.context.exit=onRefresh -jar portal.jar \
      --spring.profiles.active=demo --server.port=0 --portal.data-directory=/tmp/learning >/tmp/start.log 2>&1 \
 && rm -rf unpacked /tmp/learning

FROM eclipse-temurin:25-jre
ARG REVISION=unknown
ARG VERSION=unknown
LABEL org.opencontainers.image.title="LTET Employee Trust Portal" \
      org.opencontainers.image.revision=$REVISION \
      org.opencontainers.image.version=$VERSION
# The volumes belong to the portal before they are declared: Fargate gives them to whom they belonged.
RUN groupadd --gid 10001 portal && useradd --uid 10001 --gid portal --no-create-home --shell /usr/sbin/nologin portal \
 && install -d -o portal -g portal /data /anchors
COPY --from=learnt /opt/portal /opt/portal
COPY app/target/bom.json /opt/portal/bom.json
COPY image/health /opt/portal/health
USER 10001:10001
WORKDIR /opt/portal
ENV MALLOC_ARENA_MAX=2 \
    PORTAL_DATADIRECTORY=/data \
    SPRING_PROFILES_ACTIVE=production \
    PORTAL_RELEASE=$VERSION
VOLUME ["/data", "/tmp"]
EXPOSE 8080 8443
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["/opt/portal/health"]
ENTRYPOINT ["java", "@/opt/portal/jvm.options", "-XX:AOTCache=/opt/portal/start.aot", "-Xlog:aot*=error", "-jar", "/opt/portal/portal.jar"]
