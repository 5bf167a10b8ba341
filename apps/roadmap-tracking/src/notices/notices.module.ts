import { Module } from '@nestjs/common';
import { NoticesController } from './notices.controller.js';
import { NoticesQuery } from './notices.query.js';
import { NoticesService } from './notices.service.js';

@Module({ controllers: [NoticesController], providers: [NoticesService, NoticesQuery] })
export class NoticesModule {}
